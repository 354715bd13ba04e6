using System.Text.Json.Serialization;
using Serverless.Algorithms.Options;

namespace Serverless.Algorithms;

/// <summary>The search algorithm that proposes candidates, with its options.</summary>
/// <remarks>
/// Options that an algorithm does not have are null and are left out of the JSON. <see cref="AlgorithmDescription"/> lists the options of each
/// algorithm with their ranges and defaults; <see cref="Completed"/> fills in the defaults.
/// </remarks>
public sealed record AlgorithmSpecification
{
    /// <summary>The largest number of candidates that a generation can ask for.</summary>
    public const int LargestBatch = 200;

    /// <summary>The default stays small because an algorithm learns less from each candidate when many are proposed at once.</summary>
    const int DefaultBatch = 8;

    /// <value>The name of the algorithm, for example <c>nsga2</c>.</value>
    public required string Name { get; init; }

    /// <value>The number of candidates per generation; by default the population size, but at most 8.</value>
    public int? BatchSize { get; init; }

    /// <value>The number of candidates from which parents are chosen.</value>
    public int? PopulationSize { get; init; }

    /// <value>The crossover operator, which mixes the decisions of two parents: one of <see cref="CrossoverNames"/>.</value>
    public string? Crossover { get; init; }

    /// <value>The probability that a child has two parents.</value>
    public double? CrossoverProbability { get; init; }

    /// <value>The probability that a decision of a child is changed; by default 1 / number of decisions.</value>
    public double? MutationProbability { get; init; }

    /// <value>The number of members drawn from the population for a tournament; the best of them becomes a parent.</value>
    public int? TournamentSize { get; init; }

    /// <value>The function that combines several objectives into one: one of <see cref="ScalarisationNames"/>.</value>
    public string? Scalarisation { get; init; }

    /// <value>The number of subproblems that share parents and children.</value>
    public int? NeighbourhoodSize { get; init; }

    /// <value>The number of samples to start with.</value>
    public int? InitialSamples { get; init; }

    /// <value>The largest number of evaluations that a model learns from.</value>
    public int? TrainingSize { get; init; }

    /// <value>The number of samples of which each proposal is the best.</value>
    public int? CandidateSamples { get; init; }

    /// <value>The number of simulated outcomes (fantasies) of pending candidates over which gains are averaged.</value>
    public int? Fantasies { get; init; }

    /// <value>The features by which models distinguish candidates: one of <see cref="FeatureNames"/>.</value>
    public string? Features { get; init; }

    /// <value>The kernel, which says how similarity falls with distance in models: one of <see cref="KernelNames"/>.</value>
    public string? Kernel { get; init; }

    /// <value>The transform of objective values that is modelled in place of the objectives: one of <see cref="TransformNames"/>.</value>
    public string? Transform { get; init; }

    /// <value>The number of joint draws from the models' posterior by which a proposal is chosen.</value>
    public int? PosteriorSamples { get; init; }

    /// <value>The model that predicts objectives: one of <see cref="ModelNames"/>.</value>
    public string? Model { get; init; }

    /// <value>The algorithm that proposes inside a part of the space: one of <see cref="InnerNames"/>.</value>
    public string? Inner { get; init; }

    /// <value>
    /// The architecture with whose trained network candidates are compared, in the space's own notation; by default the largest of the space.
    /// </value>
    public string? Reference { get; init; }

    /// <value>
    /// Whether the diversity of costs (how much a candidate's costs differ from those of the rest of the population) is an additional objective.
    /// </value>
    public bool? CostDiversity { get; init; }

    /// <value>The number of samples in one Latin hypercube design.</value>
    public int? DesignSize { get; init; }

    /// <value>The number of fidelities, including full training.</value>
    public int? Rungs { get; init; }

    /// <value>The factor by which each fidelity is more expensive than the one before.</value>
    public int? ReductionFactor { get; init; }

    /// <value>The number of evaluations at the lowest fidelity before the next fidelity begins.</value>
    public int? RungEvaluations { get; init; }

    /// <value>The number of candidates that grow out of trained ones before units are cut.</value>
    public int? BulkEvaluations { get; init; }

    /// <value>The policy that draws the decisions of candidates: one of <see cref="PolicyNames"/>.</value>
    public string? Policy { get; init; }

    /// <value>The reward of the policy: one of <see cref="RewardNames"/>.</value>
    public string? Reward { get; init; }

    /// <value>The estimator of gradients: one of <see cref="EstimatorNames"/>.</value>
    public string? Estimator { get; init; }

    /// <value>The weight of the first objective in the reward; by default each cycle has weights of its own.</value>
    public double? Alpha { get; init; }

    /// <value>The number of evaluations of one trade-off, or of one decrease of the temperature, before the next begins.</value>
    public int? CycleEvaluations { get; init; }

    /// <value>The learning rate of the policy: how far its weights move in one step of Adam.</value>
    public double? LearningRate { get; init; }

    /// <value>The weight of the policy's entropy, in nats, against rewards between 0 and 1.</value>
    public double? EntropyWeight { get; init; }

    /// <value>The zero-cost metrics that the algorithm searches by; empty for most algorithms, and if there is no algorithm of that name.</value>
    [JsonIgnore]
    public IReadOnlyList<string> ZeroCostMetrics => AlgorithmDescription.Find(Name)?.ZeroCostMetrics ?? [];

    /// <value>Whether a search with this algorithm needs an objective that is known without training.</value>
    [JsonIgnore]
    public bool NeedsCosts => AlgorithmDescription.Find(Name)?.NeedsCosts ?? false;

    /// <value>Whether the algorithm decides for each proposal how far to train it.</value>
    [JsonIgnore]
    public bool DecidesFidelities => AlgorithmDescription.Find(Name)?.DecidesFidelities ?? false;

    /// <value>Whether candidates start with the weights of other candidates that were trained.</value>
    [JsonIgnore]
    public bool HandsWeightsOn => AlgorithmDescription.Find(Name)?.HandsWeightsOn ?? false;

    /// <value>Whether candidates are compared with <see cref="Reference"/>.</value>
    [JsonIgnore]
    public bool HasReference => AlgorithmDescription.Find(Name)?.HasReference ?? false;

    /// <value>The order in which candidates that are nondominated in zero-cost metrics and costs are trained.</value>
    [JsonIgnore]
    public ArchiveOrder ArchiveOrder => AlgorithmDescription.Find(Name)?.ArchiveOrder ?? ArchiveOrder.Novelty;

    /// <value>The number of candidates that a generation asks for.</value>
    [JsonIgnore]
    public int CandidatesPerGeneration => BatchSize ?? Math.Min(PopulationSize ?? DefaultBatch, DefaultBatch);

    /// <summary>Returns a copy in which every option that the algorithm has is set, to its own value or else to its default.</summary>
    /// <exception cref="ArgumentException">There is no algorithm of that name.</exception>
    public AlgorithmSpecification Completed()
    {
        var description = AlgorithmDescription.Find(Name)
            ?? throw new ArgumentException($"There is no algorithm '{Name}'; use one of {string.Join(", ", AlgorithmDescription.Names)}.");
        var completed = this with
        {
            BatchSize = BatchSize ?? description.Whole("batchSize")?.Default,
            PopulationSize = PopulationSize ?? description.Whole("populationSize")?.Default,
            Crossover = Crossover ?? description.Choice("crossover")?.Default,
            CrossoverProbability = CrossoverProbability ?? description.Number("crossoverProbability")?.Default,
            TournamentSize = TournamentSize ?? description.Whole("tournamentSize")?.Default,
            Scalarisation = Scalarisation ?? description.Choice("scalarisation")?.Default,
            NeighbourhoodSize = NeighbourhoodSize ?? description.Whole("neighbourhoodSize")?.Default,
            InitialSamples = InitialSamples ?? description.Whole("initialSamples")?.Default,
            TrainingSize = TrainingSize ?? description.Whole("trainingSize")?.Default,
            CandidateSamples = CandidateSamples ?? description.Whole("candidateSamples")?.Default,
            Fantasies = Fantasies ?? description.Whole("fantasies")?.Default,
            Features = Features ?? description.Choice("features")?.Default,
            Kernel = Kernel ?? description.Choice("kernel")?.Default,
            Transform = Transform ?? description.Choice("transform")?.Default,
            PosteriorSamples = PosteriorSamples ?? description.Whole("posteriorSamples")?.Default,
            Model = Model ?? description.Choice("model")?.Default,
            Inner = Inner ?? description.Choice("inner")?.Default,
            CostDiversity = CostDiversity ?? description.Flag("costDiversity")?.Default,
            Policy = Policy ?? description.Choice("policy")?.Default,
            Reward = Reward ?? description.Choice("reward")?.Default,
            Estimator = Estimator ?? description.Choice("estimator")?.Default,
            CycleEvaluations = CycleEvaluations ?? description.Whole("cycleEvaluations")?.Default,
            LearningRate = LearningRate ?? description.Number("learningRate")?.Default,
            EntropyWeight = EntropyWeight ?? description.Number("entropyWeight")?.Default,
            DesignSize = DesignSize ?? description.Whole("designSize")?.Default,
            Rungs = Rungs ?? description.Whole("rungs")?.Default,
            ReductionFactor = ReductionFactor ?? description.Whole("reductionFactor")?.Default,
            RungEvaluations = RungEvaluations ?? description.Whole("rungEvaluations")?.Default,
            BulkEvaluations = BulkEvaluations ?? description.Whole("bulkEvaluations")?.Default,
        };
        return completed with { BatchSize = completed.CandidatesPerGeneration };
    }
}
