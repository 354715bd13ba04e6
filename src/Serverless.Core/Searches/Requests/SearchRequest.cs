using System.Text.Json.Serialization;
using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Fidelities;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>What a user asks for: the body of <c>POST /api/searches</c>, kept as <c>{id}/request.json</c>.</summary>
public sealed record SearchRequest
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>A label for people, up to 100 characters.</value>
    public string? Name { get; init; }

    public required SpaceSpecification Space { get; init; }

    /// <value>Of a search of a table: the table's name, and no images.</value>
    public required DatasetSpecification Dataset { get; init; }

    /// <value>Null: candidates are trained.</value>
    public EvaluatorSpecification? Evaluator { get; init; }

    /// <value>At least one, names distinct.</value>
    public required IReadOnlyList<Objective> Objectives { get; init; }

    public IReadOnlyList<Constraint> Constraints { get; init => field = value ?? []; } = [];

    public required AlgorithmSpecification Algorithm { get; init; }

    public TrainingRecipe Training { get; init => field = value ?? new(); } = new();

    /// <value>Who is trained on from one of the training's rungs to the next; null when there are none.</value>
    public PromotionSpecification? Promotion { get; init; }

    /// <value>Whose weights candidates inherit at a first rung of 0 epochs; null: nobody's, untrained networks are compared.</value>
    public SupernetSpecification? Supernet { get; init; }

    /// <value>What predicts which proposals are worth a training; null: all that are proposed are trained, as far as the budget goes.</value>
    public SurrogateSpecification? Surrogate { get; init; }

    /// <value>Null: synchronous.</value>
    public SearchMode? Mode { get; init; }

    /// <value>Evaluations that an asynchronous search has under way at once; null in every other.</value>
    public int? Parallelism { get; init; }

    /// <value>At least one limit.</value>
    public required BudgetLimits Budgets { get; init; }

    /// <value>
    /// How many evaluations may fail before the search does, from 0; null: half of the first ten, or five in a row for the same reason,
    /// end it.
    /// </value>
    public int? MaxFailures { get; init; }

    /// <value>Equal requests with equal seeds give equal fronts, however much is found in the evaluation cache. Default 0.</value>
    public long Seed { get; init; }

    /// <value>
    /// Architectures to evaluate before the algorithm's own, at most 100, in the space's own notation and in this order; they count as evaluations
    /// and the algorithm is told them. Null: none.
    /// </value>
    public IReadOnlyList<string>? Seeds { get; init; }

    /// <value>The generator that <see cref="Seeds"/> were asked of; null when they were given.</value>
    public GeneratorSeeds? SeedsFrom { get; init; }

    /// <value>The search whose candidates <see cref="Seeds"/> are, trained again another way; null when they are of none.</value>
    public string? RetrainOf { get; init; }

    /// <value>Results that are known already; null: none. They count for the front, and for no budget but that of generations, of which they are the first.</value>
    public ImportSpecification? ImportFrom { get; init; }

    /// <value>The table that candidates are looked up in; null when they are trained.</value>
    [JsonIgnore]
    public string? Table => Evaluator is { Kind: EvaluatorKind.Table } ? Evaluator.Table : null;

    /// <value>Whether a program of the user's evaluates candidates.</value>
    [JsonIgnore]
    public bool IsExternal => Evaluator is { Kind: EvaluatorKind.External };

    /// <value>Whether its evaluations are kept for other searches, and theirs are taken.</value>
    [JsonIgnore]
    public bool SharesEvaluations => (!IsExternal || Evaluator?.Name is not null) && !Algorithm.HandsWeightsOn;

    /// <value>The devices that its objectives and constraints are of, each once, in the order in which they are named.</value>
    [JsonIgnore]
    public IReadOnlyList<string> Devices =>
        [.. Objectives.Select(objective => objective.Device).Concat(Constraints.Select(constraint => constraint.Device)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <value>The names of what its objectives and constraints want of devices, each once.</value>
    [JsonIgnore]
    public IReadOnlyList<string> DeviceMetrics =>
    [
        .. Objectives.Where(objective => objective.Device is not null).Select(objective => objective.Name)
            .Union(Constraints.Where(constraint => constraint.Device is not null).Select(constraint => constraint.Name)),
    ];

    /// <value>Whether the algorithm is told and asked again as soon as one evaluation ends.</value>
    [JsonIgnore]
    public bool IsAsynchronous => Mode == SearchMode.Asynchronous;

    /// <value>Whether evaluations are jobs, of workers or of a program of the user's; otherwise candidates are looked up.</value>
    [JsonIgnore]
    public bool IsTrained => Evaluator is not { Kind: EvaluatorKind.Table };

    /// <value>How often a candidate is trained: with each seed, for each fold.</value>
    [JsonIgnore]
    public int TrainingsPerCandidate => (Training.Seeds?.Count ?? 1) * (Dataset.Folds ?? 1);

    /// <value>The seed that evaluations go by: the recipe's first, or else the search's.</value>
    [JsonIgnore]
    public long EvaluationSeed => Training.Seeds is [var first, ..] ? first : Seed;
}
