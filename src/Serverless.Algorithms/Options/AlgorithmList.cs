namespace Serverless.Algorithms.Options;

/// <summary>The list of algorithms that requests can name, with their options.</summary>
/// <remarks>
/// Defaults hold for every space. Populations have 20 members because small ones turn over more often within the few hundred evaluations that
/// training allows; other libraries' runs with 50 are behind theirs with 20 up to some 300 evaluations.
/// </remarks>
public static class AlgorithmList
{
    const int DefaultPopulation = 20;

    /// <summary>
    /// The population size for large tournaments: the published setting of regularised evolution for several objectives is 50 and 10.
    /// </summary>
    const int LargePopulation = 50;

    /// <summary>The default length of a cycle, which gives five trade-offs in 200 evaluations.</summary>
    const int DefaultCycle = 40;

    /// <summary>The population size on models, where nothing is evaluated: the published setting of NSGA-II.</summary>
    const int ModelPopulation = 100;

    static readonly WholeOption Batch = new(
        "batchSize", "Candidates per generation; by default the population's size, but at most 8.", 1, AlgorithmSpecification.LargestBatch, Default: null);

    static readonly ChoiceOption Crossover = new(
        "crossover", "How the decisions of two parents are mixed.", CrossoverNames.All, CrossoverNames.Uniform);

    static readonly NumberOption Mutation = new(
        "mutationProbability", "The probability that a decision of a child is changed; by default 1/decisions.", 0, 1, Default: null);

    static readonly AlgorithmOption[] Variation =
        [Crossover, new NumberOption("crossoverProbability", "The probability that a child has two parents.", 0, 1, 0.9), Mutation];

    static readonly WholeOption Design = new("designSize", "Samples of one Latin hypercube.", 2, 1000, DefaultPopulation);

    static readonly WholeOption Samples = new("initialSamples", "Initial samples.", 2, 200, 10);

    static readonly WholeOption Strata = new("initialSamples", "Initial samples, one of each stratum by size.", 2, 200, 8);

    static readonly WholeOption Training = new(
        "trainingSize", "Evaluations that models learn from, at most: the best ranks, and of equal ones the latest.", 16, 1000, 500);

    static readonly WholeOption RegionTraining = new(
        "trainingSize",
        "Evaluations that regions share, at most: half of them the best ranks, the others near centres; models learn from half as many, the nearest.",
        16,
        1000,
        500);

    static readonly WholeOption RegionCandidates = new("candidateSamples", "Candidates that each region draws in a generation.", 1, 1000, 256);

    static readonly WholeOption Candidates = new("candidateSamples", "Samples that each proposal is chosen from.", 1, 1000, 24);

    static readonly WholeOption Draws = new("posteriorSamples", "Joint posterior draws that a proposal is chosen by.", 16, 1024, 128);

    static readonly ChoiceOption Model = new("model", "The model that predicts objectives.", ModelNames.All, ModelNames.GaussianProcess);

    static readonly WholeOption Fantasies = new(
        "fantasies", "Possible outcomes of pending candidates that gains are averaged over; 1 assumes their predicted mean.", 1, 64, 4);

    static readonly AlgorithmOption[] Modelling =
    [
        new ChoiceOption("features", "The features that models use.", FeatureNames.All, FeatureNames.Analytic),
        new ChoiceOption("kernel", "How the covariance of two candidates decreases with their distance.", KernelNames.All, KernelNames.Matern52),
        new ChoiceOption("transform", "The transform of objectives before they are modelled.", TransformNames.All, TransformNames.ByRange),
    ];

    static readonly ChoiceOption Inner = new("inner", "The algorithm that proposes inside a part of the space.", InnerNames.All, InnerNames.GpEhvi);

    static readonly WholeOption Tournament = new(
        "tournamentSize", "Members drawn from the population, of which the best becomes a parent.", 1, 200, 10);

    static readonly ChoiceOption Scalarisation = new(
        "scalarisation", "How several objectives are combined into one.", ScalarisationNames.All, ScalarisationNames.Tchebycheff);

    static readonly WholeOption Neighbourhood = new("neighbourhoodSize", "Subproblems that share parents and children.", 1, 200, 5);

    static readonly ChoiceOption Policy = new("policy", "The policy that draws the decisions of candidates.", PolicyNames.All, PolicyNames.Lstm);

    static readonly ChoiceOption Reward = new("reward", "The reward of the policy.", RewardNames.OfRuns, RewardNames.Mixed);

    static readonly ChoiceOption Estimator = new("estimator", "How the gradient of the mean loss is estimated.", EstimatorNames.All, EstimatorNames.Rebar);

    static readonly NumberOption Alpha = new(
        "alpha", "The weight of the first objective in the reward mixed; by default each cycle has its own weights.", 0, 1, Default: null);

    static readonly WholeOption Cycle = new(
        "cycleEvaluations", "Evaluations of one trade-off before the policy restarts with the next.", 1, 100_000, DefaultCycle);

    static readonly NumberOption LearningRate = new("learningRate", "The learning rate of Adam for the policy.", 0.0001, 10, 0.3);

    static readonly NumberOption EntropyWeight = new(
        "entropyWeight", "The weight of the policy's entropy, in nats, relative to rewards between 0 and 1.", 0, 10, 0.001);

    static readonly WholeOption Rungs = new("rungs", "Fidelities, full training included.", 1, 6, 3);

    static readonly WholeOption ReductionFactor = new(
        "reductionFactor", "How many times more expensive each fidelity is than the one before.", 2, 10, 3);

    static readonly WholeOption RungEvaluations = new(
        "rungEvaluations", "New candidates at the lowest fidelity; by default three populations.", 1, 100_000, Default: null);

    static readonly WholeOption Bulk = new("bulkEvaluations", "Candidates that grow out of trained ones before units are cut.", 0, 100_000, 12);

    static readonly WholeOption Screened = Batch with { Summary = "Candidates that a generation screens.", Default = DefaultPopulation };

    static readonly ArchitectureOption Reference = new(
        "reference", "The architecture whose trained network candidates are compared with; without it the largest of the space.");

    static readonly FlagOption CostDiversity = new(
        "costDiversity", "Whether the diversity of costs within the population is a separate objective.", Default: true);

    public static IReadOnlyList<AlgorithmDescription> Entries { get; } =
    [
        new("agemoea2", "AGE-MOEA-II: survival by the estimated shape of the front.", [Population(2), Batch, .. Variation]),
        new(
            "bulk-and-cut",
            "BULK & CUT: trained networks grow without changing their function, then units are cut and the parent is distilled.",
            [
                Population(2, LargePopulation),
                Batch,
                Samples with { Summary = "Initial networks, which are drawn and trained." },
                Bulk,
                ReductionFactor with { Summary = "How many times fewer epochs a network with cut units is trained.", Least = 1 },
            ])
        {
            HandsWeightsOn = true,
        },
        new(
            "dpp-net",
            "DPP-Net: networks grow by one decision a round, and a predictor chooses by Pareto front which extensions are trained and grow on.",
            [Population(2) with { Summary = "Extensions that are kept and trained in each round of growth." }, Batch, Training, Model]),
        new("gp-ehvi", "Gaussian processes on analytic features, and expected hypervolume improvement; for few evaluations.", [Batch, Strata, Training, Fantasies, .. Modelling]),
        new("lamoo", "LaMOO: learns where in the space good candidates are, and lets another algorithm propose there.", [Batch, Strata, Training, Inner]),
        new("latin-hypercube", "Latin hypercube samples, design after design.", [Batch, Design]),
        new(
            "mo-bananas-sh",
            "MO-BANANAS-SH: mutants of the best, chosen by an ensemble of small networks and then by successive halving.",
            [
                Population(2) with { Summary = "Candidates that are mutated for each bracket of half as many." },
                Batch,
                Samples,
                Training,
                Rungs with { Default = 2 },
                ReductionFactor,
            ]),
        new(
            "mo-bohb",
            "MO-BOHB: Hyperband's brackets, filled by a Parzen estimator for several objectives.",
            [Batch, Samples, Candidates, Training, Rungs, ReductionFactor]),
        new(
            "mo-hdnas",
            "MO-HDNAS: NSGA-II on the similarity to a trained reference, costs and their diversity; trains what is nondominated in similarity and costs.",
            [Population(2), Screened, Reference, CostDiversity, .. Variation])
        {
            ZeroCostMetrics = ["representationMutualInformation"],
            NeedsCosts = true,
            ArchiveOrder = ArchiveOrder.Contribution,
        },
        new(
            "moboga",
            "Proposals of a genetic algorithm on Gaussian processes, chosen by expected hypervolume improvement, and a few of one on what was observed.",
            [Population(2, ModelPopulation), Batch, Strata, Training, .. Variation]),
        new("moead", "MOEA/D: one scalar subproblem for each member.", [Population(2), Batch, Scalarisation, Neighbourhood, .. Variation]),
        new(
            "monas",
            "MONAS: a controller that learns by REINFORCE, one run for each trade-off.",
            [Batch, Policy, Reward, Alpha, Cycle, LearningRate with { Default = 0.05 }, EntropyWeight]),
        new(
            "morbo",
            "MORBO: Gaussian processes inside several trust regions, and Thompson sampling; for spaces too large to list.",
            [Batch, Strata, RegionTraining, RegionCandidates]),
        new(
            "ms-ehvi",
            "MS-EHVI: expected hypervolume improvement, exact for objectives that take no training, one candidate at a time after a Sobol design.",
            [Batch with { Summary = "Candidates per generation.", Default = 1 }, Samples, Training, .. Modelling]),
        new(
            "mtf-pdns",
            "MTF-PDNS: novelty search by zero-cost proxies and costs; trains what is nondominated in them.",
            [
                Population(2),
                Screened,
                Crossover with { Default = CrossoverNames.TwoPoint },
                Mutation,
            ])
        {
            ZeroCostMetrics = ["logSynflow", "jacobianCovariance", "snip"],
        },
        new(
            "neighbourhood-evolution",
            "One changed decision of members that win large tournaments by rank and hypervolume; for few evaluations.",
            [Population(2, LargePopulation), Batch, Samples, Tournament]),
        new(
            "npg",
            "Non-stationary policy gradient: one run whose preference and temperature change over time.",
            [
                Batch,
                Policy with { Default = PolicyNames.Factorised },
                Reward with { Choices = RewardNames.OverTime },
                Cycle with { Summary = "Evaluations until the temperature starts again." },
                LearningRate,
            ]),
        new("nsga2", "NSGA-II: rank, crowding distance, elitist survival.", [Population(2), Batch, .. Variation]),
        new("pareto-local-search", "Explores the neighbours of nondominated candidates, after some samples.", [Samples, Batch]),
        new(
            "qnehvi",
            "Gaussian processes, and noisy expected hypervolume improvement by Monte Carlo; for few evaluations that are noisy.",
            [Batch, Strata, Training, Draws, Model, .. Modelling]),
        new(
            "qnparego",
            "Gaussian processes, and noisy expected improvement of a random scalarisation for each candidate.",
            [Batch, Strata, Training, Draws, Model, .. Modelling]),
        new("random", "Uniform samples without repetition.", [Batch]),
        new("regularised-evolution", "Tournaments, one changed decision, the oldest dies.", [Population(2, LargePopulation), Batch, Tournament]),
        new("shemoa", "SH-EMOA: SMS-EMOA that begins with cheap evaluations.", [Population(2), Batch, Rungs, ReductionFactor, RungEvaluations, .. Variation]),
        new("smsemoa", "SMS-EMOA: survival by hypervolume contribution, steady state.", [Population(2), Batch, .. Variation]),
        new("sobol", "A scrambled Sobol sequence.", [Batch]),
        new(
            "tpe",
            "Tree-structured Parzen estimators: the sample that good observations make likelier than the others do.",
            [Batch, Samples, Candidates, Training]),
        new(
            "unas",
            "UNAS: independent decisions by an estimated gradient, with a linear surrogate as control variate, one run for each trade-off.",
            [
                Batch,
                Estimator,
                Cycle,
                LearningRate,
                EntropyWeight,
                Training with { Summary = "Evaluations that the surrogate learns from, at most: the latest.", Default = 200 },
            ]),
    ];

    static WholeOption Population(int least, int otherwise = DefaultPopulation) =>
        new("populationSize", "Candidates that parents are chosen from.", least, 200, otherwise);
}
