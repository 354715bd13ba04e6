using Serverless.Algorithms.Policies;
using Serverless.Spaces;

namespace Serverless.Algorithms.Options;

/// <summary>What draws the decisions of candidates.</summary>
public static class PolicyNames
{
    /// <summary>A recurrent network, which each decision is fed into.</summary>
    public const string Lstm = "lstm";

    /// <summary>A softmax for each decision, independent of the others.</summary>
    public const string Factorised = "factorised";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Lstm, Factorised];

    internal static Policy Create(string name, SearchSpace space) => name == Lstm ? new LstmPolicy(space) : new FactorisedPolicy(space);
}

/// <summary>What a policy is rewarded for.</summary>
public static class RewardNames
{
    /// <summary>The weighted sum of objectives.</summary>
    public const string Mixed = "mixed";

    /// <summary>The first objective, where all others are within bounds.</summary>
    public const string CostConstrained = "costConstrained";

    /// <summary>The other objectives, where the first is within a bound.</summary>
    public const string AccuracyConstrained = "accuracyConstrained";

    /// <summary>The place by nondominated rank and crowding distance among the best.</summary>
    public const string Standing = "standing";

    /// <summary>Those of one run for each trade-off.</summary>
    public static IReadOnlyList<string> OfRuns { get; } = [Mixed, CostConstrained, AccuracyConstrained];

    /// <summary>Those that change over one run.</summary>
    public static IReadOnlyList<string> OverTime { get; } = [Mixed, Standing];
}

/// <summary>How the gradient of a mean loss is estimated.</summary>
public static class EstimatorNames
{
    /// <summary>REINFORCE with a control variate of relaxed choices: without bias.</summary>
    public const string Rebar = "rebar";

    /// <summary>The loss times the gradient of the log probability: without bias, and with more variance.</summary>
    public const string Reinforce = "reinforce";

    /// <summary>The gradient of the surrogate at relaxed choices: biased, with less variance.</summary>
    public const string Reparametrised = "reparametrised";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Rebar, Reinforce, Reparametrised];
}
