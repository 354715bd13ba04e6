using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Algorithms;
using Serverless.Algorithms.Options;
using Serverless.Bench.External;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Bench.Running;

/// <summary>An algorithm to run, with its options.</summary>
/// <param name="Label">The label in answers, as it was written.</param>
/// <param name="Specification">The algorithm and all its options.</param>
public sealed record AlgorithmChoice(string Label, AlgorithmSpecification Specification)
{
    /// <summary>The name that stands for every algorithm that can search any table.</summary>
    public const string All = "all";

    /// <value>The external program that proposes candidates instead; null when the algorithm proposes them.</value>
    public ExternalCommand? External { get; private init; }

    /// <value>The terms on which the algorithm is asked for candidates and told results.</value>
    public SearchTerms Terms { get; private init; } = SearchTerms.Usual;

    /// <summary>Creates a choice of an external program, asked for generations of the default size.</summary>
    public static AlgorithmChoice Of(ExternalCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Read("random") with { Label = command.Label, External = command };
    }

    /// <summary>Parses algorithms separated by commas, each a name and options separated by colons.</summary>
    /// <remarks>
    /// For example <c>random,nsga2:populationSize=20:batchSize=1</c>. Options are those of requests, and those of <see cref="SearchTerms"/>.
    /// </remarks>
    /// <param name="text">
    /// The text; <see cref="All"/> for each algorithm that can search any table, with its default options. This excludes algorithms that need
    /// zero-cost metrics or several fidelities, which only some tables have, and algorithms that pass weights on.
    /// </param>
    /// <param name="isTrained">Whether networks are trained, so that an algorithm can pass weights on.</param>
    /// <exception cref="BenchException">An algorithm is invalid, or named twice; the message names all errors.</exception>
    public static IReadOnlyList<AlgorithmChoice> ReadAll(string text, bool isTrained = false)
    {
        var names = text == All ? string.Join(',', SearchAlgorithms.Names.Where(IsForAnyTable)) : text;
        var choices = names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(label => Read(label, isTrained)).ToList();
        if (choices.Count == 0)
        {
            throw new BenchException("Specify at least one algorithm, for example nsga2,random.");
        }

        return Distinct(choices);
    }

    /// <exception cref="BenchException">Two algorithms have the same label.</exception>
    public static IReadOnlyList<AlgorithmChoice> Distinct(IReadOnlyList<AlgorithmChoice> choices) =>
        choices.CountBy(choice => choice.Label).FirstOrDefault(label => label.Value > 1).Key is { } twice
            ? throw new BenchException($"'{twice}' is given more than once; keep one.")
            : choices;

    /// <summary>Returns each algorithm, followed by its variations by settings that it has the option for.</summary>
    /// <param name="choices">The algorithms to vary.</param>
    /// <param name="settings">The settings, each an option as <c>name=value</c>.</param>
    /// <exception cref="BenchException">A setting is invalid, or no algorithm has the option.</exception>
    public static IReadOnlyList<AlgorithmChoice> Vary(IReadOnlyList<AlgorithmChoice> choices, IReadOnlyList<string> settings)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.FirstOrDefault(setting => !choices.Any(choice => choice.Has(NameOf(setting)))) is { } useless)
        {
            throw new BenchException($"None of the algorithms has the option '{NameOf(useless)}' of --set {useless}; add one that has it to --algorithms.");
        }

        return [.. choices.SelectMany(choice => settings.Where(setting => choice.Has(NameOf(setting))).Select(setting => Read($"{choice.Label}:{setting}", choice.Specification.HandsWeightsOn)).Prepend(choice))];
    }

    static string NameOf(string setting) => setting.Split('=')[0];

    bool Has(string option) => External is null
        && (SearchTerms.Names.Contains(option) || AlgorithmDescription.Find(Specification.Name)?.Options.Any(one => one.Name == option) == true);

    // A table has one fidelity, and algorithms that need several need them in every space.
    static bool IsForAnyTable(string name) =>
        new AlgorithmSpecification { Name = name } is { ZeroCostMetrics.Count: 0, HandsWeightsOn: false } specification
        && SearchAlgorithms.Create(specification, new NasBench201Space(), seed: 0, state: null).Fidelities.Count == 1;

    static AlgorithmChoice Read(string label, bool isTrained = false)
    {
        var parts = label.Split(':');
        var json = new JsonObject { ["name"] = parts[0] };
        var terms = new JsonObject();
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 1 ? "" : part[..equals];
            if (equals < 1 || !(SearchTerms.Names.Contains(name) ? terms : json).TryAdd(name, ValueOf(part[(equals + 1)..])))
            {
                throw new BenchException($"'{part}' in '{label}' is not a valid option: write each option once, as name=value, separated by colons.");
            }
        }

        var reading = AlgorithmReader.Read(JsonSerializer.SerializeToUtf8Bytes(json, JsonSerializerOptions.Default));
        if (!isTrained && reading.Specification is { HandsWeightsOn: true } inheriting)
        {
            throw new BenchException($"'{label}': {inheriting.Name} passes on the weights of trained networks, but nothing is trained here; specify another algorithm.");
        }

        return reading.IsValid
            ? new AlgorithmChoice(label, reading.Specification) { Terms = SearchTerms.Read(label, terms, reading.Specification) }
            : throw new BenchException($"'{label}': {string.Join(" ", reading.Errors.Select(error => $"{error.Pointer.TrimStart('/')}: {error.Message}"))}");
    }

    static JsonNode ValueOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
            : bool.TryParse(text, out var truth) ? truth : text;
}
