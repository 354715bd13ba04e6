using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.ModelBased;

/// <summary>What of the observed members a model is fitted to.</summary>
readonly record struct ModelTarget
{
    const int Verdict = -1;

    readonly int _index;

    ModelTarget(int index) => _index = index;

    /// <summary>Whether constraints hold, −1 or 1, where nobody tells by how much.</summary>
    public static ModelTarget Feasibility { get; } = new(Verdict);

    /// <value>Whether it is the value of an objective.</value>
    public bool IsObjective => _index >= 0;

    /// <value>Whether it is <see cref="Feasibility"/>.</value>
    public bool IsVerdict => _index == Verdict;

    /// <value>A number of its own, for random numbers.</value>
    public int Stream => _index;

    /// <summary>The value of an objective.</summary>
    public static ModelTarget Objective(int index) => new(index);

    /// <summary>How far a constraint is broken, negative where it is kept.</summary>
    public static ModelTarget Margin(int index) => new(Verdict - 1 - index);

    /// <summary>Whether a member can be learnt from.</summary>
    public bool IsKnown(Member member) => IsObjective
        ? TrainingSet.IsKnown(member, _index)
        : IsVerdict || TrainingSet.IsMarginKnown(member, MarginIndex);

    /// <summary>The value of a member that is known.</summary>
    public double ValueOf(Member member) =>
        IsObjective ? member.Objectives[_index] : !IsVerdict ? member.Margins[MarginIndex] : member.IsFeasible ? -1 : 1;

    int MarginIndex => Verdict - 1 - _index;

    /// <summary>
    /// What tells of constraints that only evaluations tell: each one's margins, of which there are at least so many; otherwise whether they
    /// hold, if some member broke one, and nothing if none did.
    /// </summary>
    /// <param name="members">Those observed.</param>
    /// <param name="fewest">Values that a model needs.</param>
    public static ModelTarget[] OfConstraints(IReadOnlyList<Member> members, int fewest)
    {
        ModelTarget[] margins = [.. Enumerable.Range(0, members.Max(member => member.Margins.Length)).Select(Margin)];
        margins = Array.FindAll(margins, margin => members.Count(margin.IsKnown) >= fewest);
        return margins.Length > 0 ? margins : members.All(member => member.IsFeasible) ? [] : [Feasibility];
    }
}
