using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Cli.Local.Demo;

/// <summary>Two variants of a request, to be compared with the same seeds.</summary>
/// <param name="First">The variant that is expected to do better.</param>
/// <param name="Second">The variant to compare it with.</param>
public sealed record Pairing(PairedArm First, PairedArm Second)
{
    const string Surrogate = "surrogate";
    const string Budgets = "budgets";
    const string Trainings = "trainings";

    /// <summary>Gets the pairing of the request with and without its surrogate, at the same budget of trainings.</summary>
    public static Pairing BySurrogate { get; } = new(
        new PairedArm("with", "with the surrogate", (request, name) =>
        {
            if (request[Surrogate] is null)
            {
                throw new CliException(
                    ExitCodes.Usage,
                    $"'{name}' does not use a surrogate, so there is nothing to compare.",
                    "--against ALGORITHM compares with another algorithm; examples/nasbench201-small.json uses a surrogate.");
            }
        }),
        new PairedArm("without", "without the surrogate", (request, _) => request.Remove(Surrogate)));

    /// <summary>Creates the pairing of the request with half its trainings, and another algorithm with all of them.</summary>
    /// <param name="algorithm">A name, or a JSON object as in a request's <c>algorithm</c>.</param>
    /// <exception cref="CliException">The text is neither.</exception>
    public static Pairing Against(string algorithm)
    {
        var other = Parse(algorithm);
        var name = other["name"]!.ToString();
        return new Pairing(
            new PairedArm("half", "as it is, half the trainings", (request, file) =>
            {
                if (request[Budgets]?[Trainings] is not JsonValue value || !value.TryGetValue(out int trainings) || trainings < 2)
                {
                    throw new CliException(ExitCodes.Usage, $"'{file}' needs budgets.trainings of at least 2, so that it can be halved.");
                }

                request[Budgets]![Trainings] = trainings / 2;
            }),
            new PairedArm("against", $"{name}, all trainings", (request, _) =>
            {
                request["algorithm"] = other.DeepClone();
                request.Remove(Surrogate);
            }));
    }

    static JsonObject Parse(string algorithm)
    {
        if (!algorithm.StartsWith('{'))
        {
            return new JsonObject { ["name"] = algorithm };
        }

        try
        {
            return JsonNode.Parse(algorithm) is JsonObject parsed && parsed["name"] is JsonValue
                ? parsed
                : throw new CliException(ExitCodes.Usage, $"--against '{algorithm}' does not name an algorithm.", """Specify nsga2 or '{"name": "nsga2", "populationSize": 8}'.""");
        }
        catch (JsonException fault)
        {
            throw new CliException(ExitCodes.Usage, $"--against '{algorithm}' is not valid JSON: {fault.Message}");
        }
    }
}

/// <summary>One of the two variants of the request.</summary>
/// <param name="Name">The name of its folders.</param>
/// <param name="Words">A description for users.</param>
/// <param name="Change">Changes the request, given with its name in messages; rejects a request that cannot be compared.</param>
public sealed record PairedArm(string Name, string Words, Action<JsonObject, string> Change);
