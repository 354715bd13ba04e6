namespace Serverless.Algorithms.Options;

/// <summary>The description of a search algorithm that requests can name.</summary>
/// <param name="Name">The name of the algorithm in requests.</param>
/// <param name="Summary">What the algorithm does, in one sentence.</param>
/// <param name="Options">The options that a request can set, besides the name.</param>
public sealed record AlgorithmDescription(string Name, string Summary, IReadOnlyList<AlgorithmOption> Options)
{
    /// <summary>All algorithms, in ordinal order of their names.</summary>
    public static IReadOnlyList<AlgorithmDescription> All { get; } =
        [.. AlgorithmList.Entries.OrderBy(description => description.Name, StringComparer.Ordinal)];

    /// <summary>The names of all algorithms, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(description => description.Name)];

    /// <summary>Returns the algorithm with a name (case-sensitive), or null.</summary>
    public static AlgorithmDescription? Find(string name) => All.FirstOrDefault(description => description.Name == name);

    /// <value>
    /// Whether the algorithm decides for each proposal how far to train it. For every other algorithm the rungs of the recipe and their promotion
    /// rule decide.
    /// </value>
    public bool DecidesFidelities => Whole("rungs") is not null;

    /// <value>
    /// The zero-cost metrics that the algorithm searches by, in the order of <see cref="Observation.Metrics"/>; empty for most algorithms. They have
    /// to be known for every candidate before it is decided which candidates are trained.
    /// </value>
    public IReadOnlyList<string> ZeroCostMetrics { get; init; } = [];

    /// <value>
    /// Whether the algorithm compares candidates with a trained reference network, whose architecture is given by <c>reference</c>.
    /// </value>
    public bool HasReference => Options.OfType<ArchitectureOption>().Any();

    /// <value>
    /// Whether the algorithm has to know the cost of candidates: a search with it needs an objective that is known without training, besides its
    /// metrics.
    /// </value>
    public bool NeedsCosts { get; init; }

    /// <value>Whether candidates start with the weights of others that were trained. Only searches that train networks have such weights.</value>
    public bool HandsWeightsOn { get; init; }

    /// <value>The order in which candidates that are nondominated in <see cref="ZeroCostMetrics"/> and costs are trained.</value>
    public ArchiveOrder ArchiveOrder { get; init; }

    public WholeOption? Whole(string name) => Options.OfType<WholeOption>().FirstOrDefault(option => option.Name == name);

    public NumberOption? Number(string name) => Options.OfType<NumberOption>().FirstOrDefault(option => option.Name == name);

    public ChoiceOption? Choice(string name) => Options.OfType<ChoiceOption>().FirstOrDefault(option => option.Name == name);

    public FlagOption? Flag(string name) => Options.OfType<FlagOption>().FirstOrDefault(option => option.Name == name);
}

/// <summary>An order of the candidates that are nondominated in what is known before any training.</summary>
public enum ArchiveOrder
{
    /// <summary>The candidate farthest from the others comes first.</summary>
    Novelty,

    /// <summary>The candidate that dominates the largest volume alone comes first.</summary>
    Contribution,
}

/// <summary>An option that takes an architecture in the space's own notation; its default depends on the space.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Summary">What the option does.</param>
public sealed record ArchitectureOption(string Name, string Summary) : AlgorithmOption(Name, Summary);

/// <summary>An option that is true or false.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Summary">What the option does.</param>
/// <param name="Default">The default value.</param>
public sealed record FlagOption(string Name, string Summary, bool Default) : AlgorithmOption(Name, Summary);

/// <summary>An option that takes one of a few names.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Summary">What the option does.</param>
/// <param name="Choices">The permitted names.</param>
/// <param name="Default">The default value.</param>
public sealed record ChoiceOption(string Name, string Summary, IReadOnlyList<string> Choices, string Default) : AlgorithmOption(Name, Summary);

/// <summary>An option that takes a whole number.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Summary">What the option does.</param>
/// <param name="Least">The smallest value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="Default">The default value; null if it depends on other options, as the summary says.</param>
public sealed record WholeOption(string Name, string Summary, int Least, int Most, int? Default) : AlgorithmOption(Name, Summary);

/// <summary>An option that takes a finite number.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Summary">What the option does.</param>
/// <param name="Least">The smallest value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="Default">The default value; null if it depends on other options, as the summary says.</param>
public sealed record NumberOption(string Name, string Summary, double Least, double Most, double? Default) : AlgorithmOption(Name, Summary);

/// <summary>The names of the crossover operators, which mix the decisions of two parents.</summary>
public static class CrossoverNames
{
    /// <summary>Takes each decision from either parent with equal probability.</summary>
    public const string Uniform = "uniform";

    /// <summary>Takes the decisions between two random cuts from the second parent, the others from the first.</summary>
    public const string TwoPoint = "twoPoint";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [Uniform, TwoPoint];
}

/// <summary>The names of the algorithms that can propose inside a part of a space.</summary>
public static class InnerNames
{
    /// <summary>Uniform samples of the part.</summary>
    public const string Random = "random";

    /// <summary>Children of the part's own best members, bred as in NSGA-II.</summary>
    public const string Nsga2 = "nsga2";

    /// <summary>The largest expected hypervolume improvement by models of all observations.</summary>
    public const string GpEhvi = "gp-ehvi";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [Random, Nsga2, GpEhvi];
}

/// <summary>The names of the scalarisations, which combine several objectives, each scaled to its range, into one for a weight vector.</summary>
public static class ScalarisationNames
{
    /// <summary>The weighted sum; finds only the convex part of a front.</summary>
    public const string Linear = "linear";

    /// <summary>The largest weighted distance from the ideal point; finds every part of a front.</summary>
    public const string Tchebycheff = "tchebycheff";

    /// <summary>The first objective alone, with bounds on the others that differ by subproblem.</summary>
    public const string EpsilonConstraint = "epsilonConstraint";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [Linear, Tchebycheff, EpsilonConstraint];
}

/// <summary>An option of an algorithm: a field of <see cref="AlgorithmSpecification"/>.</summary>
/// <param name="Name">The name of the field, as in requests.</param>
/// <param name="Summary">What the option does, in one sentence.</param>
public abstract record AlgorithmOption(string Name, string Summary);
