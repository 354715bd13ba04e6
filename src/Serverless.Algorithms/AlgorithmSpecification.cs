using System.Text.Json.Serialization;
using Serverless.Algorithms.Options;

namespace Serverless.Algorithms;

/// <summary>Which optimiser proposes candidates, and its options.</summary>
/// <remarks>
/// An option that an algorithm does not have is null and left out of the JSON. Which algorithm has which, their ranges and their
/// defaults stand in <see cref="AlgorithmDescription"/>; <see cref="Completed"/> fills the defaults in.
/// </remarks>
public sealed record AlgorithmSpecification
{
    /// <summary>The most candidates a generation may ask for.</summary>
    public const int LargestBatch = 200;

    /// <summary>More candidates at once teach an algorithm less for each.</summary>
    const int DefaultBatch = 8;

    /// <value>For example <c>nsga2</c>.</value>
    public required string Name { get; init; }

    /// <value>Candidates per generation; without it the population's size, but at most 8.</value>
    public int? BatchSize { get; init; }

    /// <value>Candidates that parents are chosen from.</value>
    public int? PopulationSize { get; init; }

    /// <value>How the decisions of two parents are mixed: one of <see cref="CrossoverNames"/>.</value>
    public string? Crossover { get; init; }

    /// <value>The probability that a child has two parents.</value>
    public double? CrossoverProbability { get; init; }

    /// <value>The probability that a decision of a child is changed; without it 1/decisions.</value>
    public double? MutationProbability { get; init; }

    /// <value>Members drawn from the population, of which the best becomes a parent.</value>
    public int? TournamentSize { get; init; }

    /// <value>How several objectives are made one: one of <see cref="ScalarisationNames"/>.</value>
    public string? Scalarisation { get; init; }

    /// <value>Subproblems that share parents and children.</value>
    public int? NeighbourhoodSize { get; init; }

    /// <value>Samples to begin with.</value>
    public int? InitialSamples { get; init; }

    /// <value>Evaluations that a model learns from, at most.</value>
    public int? TrainingSize { get; init; }

    /// <value>Samples that each proposal is the best of.</value>
    public int? CandidateSamples { get; init; }

    /// <value>In how many cases what is pending may turn out.</value>
    public int? Fantasies { get; init; }

    /// <value>By what models tell candidates apart: one of <see cref="FeatureNames"/>.</value>
    public string? Features { get; init; }

    /// <value>How likeness falls with distance in models: one of <see cref="KernelNames"/>.</value>
    public string? Kernel { get; init; }

    /// <value>What is modelled in place of objectives: one of <see cref="TransformNames"/>.</value>
    public string? Transform { get; init; }

    /// <value>Joint draws from the models that a proposal is chosen by.</value>
    public int? PosteriorSamples { get; init; }

    /// <value>What predicts objectives: one of <see cref="ModelNames"/>.</value>
    public string? Model { get; init; }

    /// <value>The algorithm that proposes inside a part of the space: one of <see cref="InnerNames"/>.</value>
    public string? Inner { get; init; }

    /// <value>The architecture whose trained network candidates are compared with, in the space's own notation; without it the largest of the space.</value>
    public string? Reference { get; init; }

    /// <value>Whether costs unlike those of the rest of the population are an objective of their own.</value>
    public bool? CostDiversity { get; init; }

    /// <value>Samples of one Latin hypercube.</value>
    public int? DesignSize { get; init; }

    /// <value>Fidelities, full training included.</value>
    public int? Rungs { get; init; }

    /// <value>How many times dearer each fidelity is than the one before.</value>
    public int? ReductionFactor { get; init; }

    /// <value>Evaluations at the lowest fidelity before the next begins.</value>
    public int? RungEvaluations { get; init; }

    /// <value>Candidates that grow out of trained ones before units are cut.</value>
    public int? BulkEvaluations { get; init; }

    /// <value>What draws the decisions of candidates: one of <see cref="PolicyNames"/>.</value>
    public string? Policy { get; init; }

    /// <value>What a policy is rewarded for: one of <see cref="RewardNames"/>.</value>
    public string? Reward { get; init; }

    /// <value>How gradients are estimated: one of <see cref="EstimatorNames"/>.</value>
    public string? Estimator { get; init; }

    /// <value>The weight of the first objective in the reward; without it each cycle has weights of its own.</value>
    public double? Alpha { get; init; }

    /// <value>Evaluations of one trade-off, or of one fall of the temperature, before the next begins.</value>
    public int? CycleEvaluations { get; init; }

    /// <value>How far the weights of a policy move in one step of Adam.</value>
    public double? LearningRate { get; init; }

    /// <value>What the entropy of a policy is worth, in nats, against rewards between 0 and 1.</value>
    public double? EntropyWeight { get; init; }

    /// <value>The zero-cost metrics that it searches by; empty for most, and where there is no such algorithm.</value>
    [JsonIgnore]
    public IReadOnlyList<string> ZeroCostMetrics => AlgorithmDescription.Find(Name)?.ZeroCostMetrics ?? [];

    /// <value>Whether a search by it needs an objective that takes no training.</value>
    [JsonIgnore]
    public bool NeedsCosts => AlgorithmDescription.Find(Name)?.NeedsCosts ?? false;

    /// <value>Whether it says of each proposal how far to train it.</value>
    [JsonIgnore]
    public bool DecidesFidelities => AlgorithmDescription.Find(Name)?.DecidesFidelities ?? false;

    /// <value>Whether candidates begin with the weights of others that were trained.</value>
    [JsonIgnore]
    public bool HandsWeightsOn => AlgorithmDescription.Find(Name)?.HandsWeightsOn ?? false;

    /// <value>Whether candidates are compared with <see cref="Reference"/>.</value>
    [JsonIgnore]
    public bool HasReference => AlgorithmDescription.Find(Name)?.HasReference ?? false;

    /// <value>Which of those that no other dominates in zero-cost metrics and costs are trained first.</value>
    [JsonIgnore]
    public ArchiveOrder ArchiveOrder => AlgorithmDescription.Find(Name)?.ArchiveOrder ?? ArchiveOrder.Novelty;

    /// <value>How many candidates a generation asks for.</value>
    [JsonIgnore]
    public int CandidatesPerGeneration => BatchSize ?? Math.Min(PopulationSize ?? DefaultBatch, DefaultBatch);

    /// <summary>Every option that the algorithm has, by its own value or else its default.</summary>
    /// <exception cref="ArgumentException">There is no such algorithm.</exception>
    public AlgorithmSpecification Completed()
    {
        var description = AlgorithmDescription.Find(Name)
            ?? throw new ArgumentException($"There is no algorithm '{Name}'; there are {string.Join(", ", AlgorithmDescription.Names)}.");
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
