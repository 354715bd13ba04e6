using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Cli.Commands;

namespace Serverless.Cli.Local.Demo;

/// <summary>A request with its surrogate and without it, from one seed, at the same budget of trainings.</summary>
public static class PairedRequest
{
    const string Surrogate = "surrogate";

    /// <summary>Makes one of the two.</summary>
    /// <param name="request">The request as it was written.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="seed">The seed of both.</param>
    /// <param name="withSurrogate">Which of the two.</param>
    /// <exception cref="CliException">It is no JSON object, or asks for no surrogate.</exception>
    public static byte[] Of(byte[] request, string name, int seed, bool withSurrogate)
    {
        if (Parse(request, name)?[Surrogate] is null)
        {
            throw new CliException(ExitCodes.Usage, $"'{name}' asks for no surrogate, so there is nothing to compare.", "examples/quickstart.json asks for one.");
        }

        var paired = Parse(request, name)!;
        paired["seed"] = seed;
        // Both are to use all their trainings, however slow the machine is.
        (paired["budgets"] as JsonObject)?.Remove("wallClockSeconds");
        if (!withSurrogate)
        {
            paired.Remove(Surrogate);
        }

        return Encoding.UTF8.GetBytes(paired.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    static JsonObject? Parse(byte[] request, string name)
    {
        try
        {
            return JsonNode.Parse(RequestFile.WithoutMark(request)) as JsonObject;
        }
        catch (JsonException fault)
        {
            throw new CliException(ExitCodes.Usage, $"'{name}' is no JSON: {fault.Message}");
        }
    }
}
