using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Application.Generators;

/// <summary>The training data of a generator from evaluations of searches.</summary>
/// <param name="Request">The request of the first search.</param>
/// <param name="Evaluator">The evaluator of the first search.</param>
/// <param name="Quality">The objective that does not depend on a device.</param>
/// <param name="Fidelity">The fidelity of all qualities.</param>
/// <param name="Qualities">Distinct architectures with their quality.</param>
/// <param name="Costs">Architectures with their costs, by device name.</param>
public sealed record SearchedMaterial(
    SearchRequest Request, CandidateEvaluator Evaluator, Objective Quality, string Fidelity, IReadOnlyList<SurrogateExample> Qualities, IReadOnlyList<SurrogateExample> Costs);

/// <summary>Gathers the training data of generators from searches.</summary>
public sealed class GeneratorSearches(SearchDocuments searches, SurrogateKnowledge knowledge, Evaluators evaluators)
{
    /// <param name="fit">A request that names at least one search.</param>
    /// <param name="tables">The available tables.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The data, or everything that is wrong with the searches.</returns>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<(SearchedMaterial? Material, IReadOnlyList<FieldError> Faults)> GatherAsync(
        GeneratorRequest fit, IReadOnlyList<TableDescription> tables, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var (faults, qualities, costs) = (new List<FieldError>(), new Dictionary<string, SurrogateExample>(), new List<SurrogateExample>());
        SearchedMaterial? first = null;
        foreach (var (place, id) in fit.Searches.Index())
        {
            var pointer = $"/searches/{place}";
            if (await searches.FindStateAsync(id, cancellation) is not { } state)
            {
                faults.Add(new FieldError(pointer, $"There is no search '{id}'. GET /api/searches lists the existing searches."));
                continue;
            }

            var request = await searches.ReadRequestAsync(id, cancellation);
            var evaluator = await evaluators.OfAsync(request, cancellation);
            var quality = QualityOf(fit, request, tables.FirstOrDefault(table => table.Name == request.Table));
            if ((FaultOf(request, first?.Request, fit) ?? FaultOf(quality, first?.Quality, fit)) is { } fault)
            {
                faults.Add(new FieldError(quality is null or { Device: not null } ? "/quality" : pointer, fault));
                continue;
            }

            Evaluation[] evaluations = [.. (await knowledge.ReadEvaluationsAsync(id, request, state.Generation, cancellation)).Where(evaluator.Counts)];
            var (fidelity, examples) = SurrogateExamples.Of(request, evaluations, [quality!], SurrogateSpecification.FewestStartupTrials); // as FaultOf says
            first ??= new SearchedMaterial(request, evaluator, quality!, fidelity, [], []);
            if (fidelity != first.Fidelity)
            {
                faults.Add(new FieldError(pointer, $"Most of its evaluations are at fidelity '{fidelity}', those of the first search at '{first.Fidelity}'; use searches of one fidelity."));
                continue;
            }

            foreach (var example in examples)
            {
                qualities.TryAdd(example.Architecture, example);
            }

            foreach (var evaluation in evaluations)
            {
                Add(costs, evaluation, fit);
            }
        }

        return faults.Count > 0 ? (null, faults) : (first! with { Qualities = [.. qualities.Values], Costs = KnownCosts.Merge(costs) }, []); // there is a search
    }

    static void Add(List<SurrogateExample> costs, Evaluation evaluation, GeneratorRequest fit)
    {
        var values = new Dictionary<string, double>();
        foreach (var device in fit.Devices)
        {
            if (evaluation.Metrics.TryGetValue(device.Column ?? $"{fit.Cost}@{device.Id}", out var value) && value > 0)
            {
                values[device.NameOf()] = value;
            }
        }

        if (values.Count > 0)
        {
            costs.Add(new SurrogateExample(evaluation.Architecture, values));
        }
    }

    static Objective? QualityOf(GeneratorRequest fit, SearchRequest request, TableDescription? table) => request.Objectives.FirstOrDefault(objective =>
        fit.Quality is { } named ? objective.Name == named : objective.Device is null && TakesTraining(objective.Metric, table));

    static bool TakesTraining(string metric, TableDescription? table) =>
        table?.Find(metric) is { } column ? column.TakesTraining : Metric.Find(metric)?.Source is null or MetricSource.Training;

    static string? FaultOf(SearchRequest request, SearchRequest? first, GeneratorRequest fit) =>
        request.Space.Recipe is not null ? "Its candidates are networks with recipes, which generators do not support; use a search of networks only."
        : fit.Table is { } rows && request.Table != rows.Name
            ? $"It {(request.Table is { } other ? $"looks its candidates up in '{other}'" : "trains its candidates")}, so its results and those of the table '{rows.Name}' are not on the same scale; remove one of them."
        : fit.Table?.Space is { } space && space != request.Space.Name ? $"It is of {request.Space.Name}, but the table's rows are for {space}; remove the table's space."
        : first is null ? null
        : request.Space != first.Space ? $"It searched {request.Space.Name} of {request.Space.Channels} channels and {request.Space.CellsPerStage} cells a stage, the first search {first.Space.Name} of {first.Space.Channels} and {first.Space.CellsPerStage}; use searches of one space and size."
        : (request.Table, request.Dataset.Name, request.Dataset.TrainingImages, request.Dataset.ValidationImages, request.Dataset.SplitSeed)
            != (first.Table, first.Dataset.Name, first.Dataset.TrainingImages, first.Dataset.ValidationImages, first.Dataset.SplitSeed)
            ? "It uses other training or table data than the first search, so qualities are not comparable; use searches of one dataset."
        : null;

    static string? FaultOf(Objective? quality, Objective? first, GeneratorRequest fit) =>
        quality is null ? fit.Quality is { } named
            ? $"{VisibleText.Quote(named)} is not an objective of every search; use one that is, or remove this field."
            : "A search has no objective that needs training, so there is no quality to learn; use other searches."
        : quality.Device is { } device ? $"{VisibleText.Quote(quality.Name)} depends on the device '{device}', but the quality must not depend on a device; use another objective, or remove this field."
        : first is not null && (quality.Name, quality.Goal) != (first.Name, first.Goal) ? $"Its quality is {quality.Name}, that of the first search is {first.Name}; set 'quality'."
        : null;
}
