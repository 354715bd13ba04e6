using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Balancing;

/// <summary>
/// Weighs several losses against each other at each step of a descent. May keep a memory of
/// earlier steps; not thread-safe.
/// </summary>
/// <remarks>
/// Every rule here results in a weighted sum of the losses' gradients, even those that change gradients, since they change them by
/// multiples of the other gradients. So the products of the gradients with one another are all that a rule needs.
/// </remarks>
interface IBalancer
{
    /// <value>
    /// The balancer's name: <see cref="Balancers.Linear"/>, <see cref="Balancers.EpsilonConstraint"/>, or one of <see cref="Balancers.Names"/>.
    /// </value>
    string Name { get; }

    /// <value>Whether the balancer needs the gradients' products; if not, they can be null.</value>
    bool NeedsProducts { get; }

    /// <value>The memory of earlier steps, empty if there is none. Setting it continues from there.</value>
    /// <exception cref="ArgumentException">The value to set has another length.</exception>
    double[] Memory { get; set; }

    /// <summary>Returns the weight of each loss's gradient in this step.</summary>
    /// <exception cref="BalancingException">A loss or gradient is not finite, or outside the range that the rule supports.</exception>
    double[] Weigh(BalanceStep step);
}

/// <summary>The input of a balancer in one step.</summary>
/// <param name="Losses">The losses: T values, T at least 1.</param>
/// <param name="Products">The products of the losses' gradients; null for a balancer that does not need them.</param>
/// <param name="Random">The random stream of this step.</param>
readonly record struct BalanceStep(double[] Losses, GradientProducts? Products, RandomStream Random)
{
    /// <value>
    /// The indices of losses that have no value in this step, ascending; they hold their last known values. Set only for balancers with a memory.
    /// </value>
    public IReadOnlyList<int> Unknown { get; init; } = [];

    /// <summary>Returns the indices of the losses that have a value in this step, ascending.</summary>
    public int[] Known()
    {
        var unknown = Unknown ?? [];
        return [.. Enumerable.Range(0, Losses.Length).Where(place => !unknown.Contains(place))];
    }
}

/// <summary>The losses or gradients cannot be balanced.</summary>
public sealed class BalancingException : Exception
{
    public BalancingException(string message)
        : base(message)
    {
    }
}
