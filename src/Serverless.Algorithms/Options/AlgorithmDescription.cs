namespace Serverless.Algorithms.Options;

/// <summary>A search algorithm as requests know it.</summary>
/// <param name="Name">Its name in requests.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Options">The fields that a request may give it, besides its name.</param>
public sealed record AlgorithmDescription(string Name, string Summary, IReadOnlyList<AlgorithmOption> Options)
{
    /// <summary>All algorithms, by name in ordinal order.</summary>
    public static IReadOnlyList<AlgorithmDescription> All { get; } =
        [.. AlgorithmList.Entries.OrderBy(description => description.Name, StringComparer.Ordinal)];

    /// <summary>Their names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(description => description.Name)];

    /// <summary>The algorithm of that name (case matters), or null.</summary>
    public static AlgorithmDescription? Find(string name) => All.FirstOrDefault(description => description.Name == name);

    /// <value>
    /// Whether it says of each proposal how far to train it. For every other algorithm the rungs of the recipe and their promotion rule decide.
    /// </value>
    public bool DecidesFidelities => Whole("rungs") is not null;

    /// <value>
    /// The zero-cost metrics that it searches by, in the order in which <see cref="Observation.Metrics"/> has them; empty for most. They have to be known
    /// of every candidate, before it is decided which are trained.
    /// </value>
    public IReadOnlyList<string> ZeroCostMetrics { get; init; } = [];

    /// <value>
    /// Whether it compares candidates with one that it is told of, by <c>reference</c>, and whose trained network they are compared with.
    /// </value>
    public bool HasReference => Options.OfType<ArchitectureOption>().Any();

    /// <value>Whether it has to know the cost of candidates: a search by it needs an objective that takes no training, besides its metrics.</value>
    public bool NeedsCosts { get; init; }

    /// <value>Whether its candidates begin with the weights of others that were trained: only networks that a search trains have any.</value>
    public bool HandsWeightsOn { get; init; }

    /// <value>Which of the candidates that no other dominates in <see cref="ZeroCostMetrics"/> and costs are trained first.</value>
    public ArchiveOrder ArchiveOrder { get; init; }

    public WholeOption? Whole(string name) => Options.OfType<WholeOption>().FirstOrDefault(option => option.Name == name);

    public NumberOption? Number(string name) => Options.OfType<NumberOption>().FirstOrDefault(option => option.Name == name);

    public ChoiceOption? Choice(string name) => Options.OfType<ChoiceOption>().FirstOrDefault(option => option.Name == name);

    public FlagOption? Flag(string name) => Options.OfType<FlagOption>().FirstOrDefault(option => option.Name == name);
}

/// <summary>An order of the candidates that no other dominates in what is known before any training.</summary>
public enum ArchiveOrder
{
    /// <summary>The farthest from the others first.</summary>
    Novelty,

    /// <summary>The largest volume that no other dominates first.</summary>
    Contribution,
}

/// <summary>An architecture of the space, in its own notation; what is meant without it depends on the space.</summary>
/// <param name="Name">The field.</param>
/// <param name="Summary">What it does.</param>
public sealed record ArchitectureOption(string Name, string Summary) : AlgorithmOption(Name, Summary);

/// <summary>True or false.</summary>
/// <param name="Name">The field.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Default">Without it.</param>
public sealed record FlagOption(string Name, string Summary, bool Default) : AlgorithmOption(Name, Summary);

/// <summary>One of a few names.</summary>
/// <param name="Name">The field.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Choices">The names there are.</param>
/// <param name="Default">Without it.</param>
public sealed record ChoiceOption(string Name, string Summary, IReadOnlyList<string> Choices, string Default) : AlgorithmOption(Name, Summary);

/// <summary>A whole number.</summary>
/// <param name="Name">The field.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Least">The smallest value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="Default">Without it; null when that depends, as the summary says.</param>
public sealed record WholeOption(string Name, string Summary, int Least, int Most, int? Default) : AlgorithmOption(Name, Summary);

/// <summary>A finite number.</summary>
/// <param name="Name">The field.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Least">The smallest value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="Default">Without it; null when that depends, as the summary says.</param>
public sealed record NumberOption(string Name, string Summary, double Least, double Most, double? Default) : AlgorithmOption(Name, Summary);

/// <summary>How the decisions of two parents are mixed.</summary>
public static class CrossoverNames
{
    /// <summary>Each decision from either parent with equal probability.</summary>
    public const string Uniform = "uniform";

    /// <summary>The decisions between two random cuts from the second parent, the others from the first.</summary>
    public const string TwoPoint = "twoPoint";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Uniform, TwoPoint];
}

/// <summary>Algorithms that can propose inside a part of a space.</summary>
public static class InnerNames
{
    /// <summary>Uniform samples of the part.</summary>
    public const string Random = "random";

    /// <summary>Children of the part's own best members, as NSGA-II makes them.</summary>
    public const string Nsga2 = "nsga2";

    /// <summary>The largest expected hypervolume improvement by models of all observations.</summary>
    public const string GpEhvi = "gp-ehvi";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Random, Nsga2, GpEhvi];
}

/// <summary>How several objectives, each scaled to its range, are made one for a weight vector.</summary>
public static class ScalarisationNames
{
    /// <summary>The weighted sum; finds the convex part of a front only.</summary>
    public const string Linear = "linear";

    /// <summary>The largest weighted distance from the ideal point; finds every part of a front.</summary>
    public const string Tchebycheff = "tchebycheff";

    /// <summary>The first objective alone, with bounds on the others that differ by subproblem.</summary>
    public const string EpsilonConstraint = "epsilonConstraint";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Linear, Tchebycheff, EpsilonConstraint];
}

/// <summary>An option that an algorithm has: a field of <see cref="AlgorithmSpecification"/>.</summary>
/// <param name="Name">The field, as requests spell it.</param>
/// <param name="Summary">What it does, in one sentence.</param>
public abstract record AlgorithmOption(string Name, string Summary);
