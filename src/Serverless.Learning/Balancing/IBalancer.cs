using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Balancing;

/// <summary>
/// Says step by step how much each of several losses counts in one descent. May remember
/// earlier steps; not safe to share between threads.
/// </summary>
/// <remarks>
/// Every rule here comes to a weighted sum of the losses' gradients, those too that bend gradients, since what they bend them by are the
/// other gradients. So all that a rule needs of gradients is their products with one another.
/// </remarks>
interface IBalancer
{
    /// <value>One of <see cref="Balancers.Names"/>.</value>
    string Name { get; }

    /// <value>Whether it asks for the gradients' products; else those may be null.</value>
    bool NeedsProducts { get; }

    /// <value>What it remembers of earlier steps, empty if nothing. Set, it goes on from there.</value>
    /// <exception cref="ArgumentException">When set: of another length.</exception>
    double[] Memory { get; set; }

    /// <summary>The weight of each loss's gradient in this step.</summary>
    /// <exception cref="BalancingException">A loss or gradient is not finite, or out of the range that the rule is made for.</exception>
    double[] Weigh(BalanceStep step);
}

/// <summary>What is known in one step.</summary>
/// <param name="Losses">T, at least 1.</param>
/// <param name="Products">Of the losses' gradients; null for a rule that does not need them.</param>
/// <param name="Random">Of this step.</param>
readonly record struct BalanceStep(double[] Losses, GradientProducts? Products, RandomStream Random)
{
    /// <value>The places of losses that nothing is known of in this step, ascending; they hold the last known values. Only rules that remember are told.</value>
    public IReadOnlyList<int> Unknown { get; init; } = [];

    /// <summary>The places of the others, ascending.</summary>
    public int[] Known()
    {
        var unknown = Unknown ?? [];
        return [.. Enumerable.Range(0, Losses.Length).Where(place => !unknown.Contains(place))];
    }
}

/// <summary>Losses or gradients cannot be balanced.</summary>
public sealed class BalancingException : Exception
{
    public BalancingException(string message)
        : base(message)
    {
    }
}
