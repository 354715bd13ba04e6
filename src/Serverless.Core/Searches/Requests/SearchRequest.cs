using System.Text.Json.Serialization;
using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Fidelities;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>A search as requested by a user: the body of <c>POST /api/searches</c>, stored as <c>{id}/request.json</c>.</summary>
public sealed record SearchRequest
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>A label for people, up to 100 characters.</value>
    public string? Name { get; init; }

    public required SpaceSpecification Space { get; init; }

    /// <value>The dataset. In a search of a table, it has the table's name and no images.</value>
    public required DatasetSpecification Dataset { get; init; }

    /// <value>The evaluator of candidates. Null: candidates are trained.</value>
    public EvaluatorSpecification? Evaluator { get; init; }

    /// <value>The objectives: at least one, with distinct names.</value>
    public required IReadOnlyList<Objective> Objectives { get; init; }

    public IReadOnlyList<Constraint> Constraints { get; init => field = value ?? []; } = [];

    public required AlgorithmSpecification Algorithm { get; init; }

    public TrainingRecipe Training { get; init => field = value ?? new(); } = new();

    /// <value>The rule that selects which candidates continue from one rung of the training to the next; null when there are no rungs.</value>
    public PromotionSpecification? Promotion { get; init; }

    /// <value>The supernet whose weights candidates inherit at a first rung of 0 epochs; null: none, untrained networks are compared.</value>
    public SupernetSpecification? Supernet { get; init; }

    /// <value>The surrogate that predicts which proposals are worth a training; null: all proposals are trained, as far as the budget allows.</value>
    public SurrogateSpecification? Surrogate { get; init; }

    /// <value>Whether the search is synchronous or asynchronous. Null: synchronous.</value>
    public SearchMode? Mode { get; init; }

    /// <value>Number of evaluations that an asynchronous search runs at once; null in a synchronous search.</value>
    public int? Parallelism { get; init; }

    /// <value>The limits of the search: at least one.</value>
    public required BudgetLimits Budgets { get; init; }

    /// <value>
    /// Number of evaluations that can fail before the search fails, from 0. Null: the search fails if half of the first ten fail, or five in a row
    /// for the same reason.
    /// </value>
    public int? MaxFailures { get; init; }

    /// <value>Seed of the search: equal requests with equal seeds give equal fronts, whatever the evaluation cache contains. Default 0.</value>
    public long Seed { get; init; }

    /// <value>
    /// Architectures to evaluate, in this order, before those that the algorithm proposes: at most 100, in the space's own notation. They count as
    /// evaluations, and the algorithm learns their results. Null: none.
    /// </value>
    public IReadOnlyList<string>? Seeds { get; init; }

    /// <value>The generator from which <see cref="Seeds"/> came; null when the request gave them.</value>
    public GeneratorSeeds? SeedsFrom { get; init; }

    /// <value>The search whose candidates <see cref="Seeds"/> are, trained again with other settings; null when this is not a retraining.</value>
    public string? RetrainOf { get; init; }

    /// <value>
    /// Results known beforehand; null: none. They are the first generation, can be on the front, and use up no budget except that of generations.
    /// </value>
    public ImportSpecification? ImportFrom { get; init; }

    /// <value>The table in which candidates are looked up; null when they are not looked up.</value>
    [JsonIgnore]
    public string? Table => Evaluator is { Kind: EvaluatorKind.Table } ? Evaluator.Table : null;

    /// <value>Whether a program of the user evaluates candidates.</value>
    [JsonIgnore]
    public bool IsExternal => Evaluator is { Kind: EvaluatorKind.External };

    /// <value>Whether the search shares its evaluations with other searches and uses theirs.</value>
    [JsonIgnore]
    public bool SharesEvaluations => (!IsExternal || Evaluator?.Name is not null) && !Algorithm.HandsWeightsOn;

    /// <value>The devices of its objectives and constraints, each once, in the order in which they are named.</value>
    [JsonIgnore]
    public IReadOnlyList<string> Devices =>
        [.. Objectives.Select(objective => objective.Device).Concat(Constraints.Select(constraint => constraint.Device)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <value>The names of its objectives and constraints that depend on a device, each once.</value>
    [JsonIgnore]
    public IReadOnlyList<string> DeviceMetrics =>
    [
        .. Objectives.Where(objective => objective.Device is not null).Select(objective => objective.Name)
            .Union(Constraints.Where(constraint => constraint.Device is not null).Select(constraint => constraint.Name)),
    ];

    /// <value>Whether the algorithm gets each result, and is asked for the next proposal, as soon as one evaluation ends.</value>
    [JsonIgnore]
    public bool IsAsynchronous => Mode == SearchMode.Asynchronous;

    /// <value>Whether evaluations are jobs, run by workers or by a program of the user; otherwise candidates are looked up.</value>
    [JsonIgnore]
    public bool IsTrained => Evaluator is not { Kind: EvaluatorKind.Table };

    /// <value>Number of trainings per candidate: one for each combination of seed and fold.</value>
    [JsonIgnore]
    public int TrainingsPerCandidate => (Training.Seeds?.Count ?? 1) * (Dataset.Folds ?? 1);

    /// <value>The seed of evaluations: the first seed of the recipe, or else the seed of the search.</value>
    [JsonIgnore]
    public long EvaluationSeed => Training.Seeds is [var first, ..] ? first : Seed;
}
