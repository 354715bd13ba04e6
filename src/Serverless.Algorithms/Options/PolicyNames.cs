using Serverless.Algorithms.Policies;
using Serverless.Spaces;

namespace Serverless.Algorithms.Options;

/// <summary>The names of the policies that draw the decisions of candidates.</summary>
public static class PolicyNames
{
    /// <summary>A recurrent network that receives each decision as its next input.</summary>
    public const string Lstm = "lstm";

    /// <summary>A softmax for each decision, independent of the other decisions.</summary>
    public const string Factorised = "factorised";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [Lstm, Factorised];

    internal static Policy Create(string name, SearchSpace space) => name == Lstm ? new LstmPolicy(space) : new FactorisedPolicy(space);
}

/// <summary>The names of the rewards of a policy.</summary>
public static class RewardNames
{
    /// <summary>The weighted sum of objectives.</summary>
    public const string Mixed = "mixed";

    /// <summary>The first objective, if all others are within bounds.</summary>
    public const string CostConstrained = "costConstrained";

    /// <summary>The other objectives, if the first is within a bound.</summary>
    public const string AccuracyConstrained = "accuracyConstrained";

    /// <summary>The position among the best candidates by nondominated rank and crowding distance.</summary>
    public const string Standing = "standing";

    /// <summary>The rewards for one run per trade-off.</summary>
    public static IReadOnlyList<string> OfRuns { get; } = [Mixed, CostConstrained, AccuracyConstrained];

    /// <summary>The rewards that change over one run.</summary>
    public static IReadOnlyList<string> OverTime { get; } = [Mixed, Standing];
}

/// <summary>The names of the estimators of the gradient of a mean loss.</summary>
public static class EstimatorNames
{
    /// <summary>REINFORCE with a control variate of relaxed choices; unbiased.</summary>
    public const string Rebar = "rebar";

    /// <summary>The loss times the gradient of the log probability; unbiased, with more variance.</summary>
    public const string Reinforce = "reinforce";

    /// <summary>The gradient of the surrogate at relaxed choices; biased, with less variance.</summary>
    public const string Reparametrised = "reparametrised";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [Rebar, Reinforce, Reparametrised];
}
