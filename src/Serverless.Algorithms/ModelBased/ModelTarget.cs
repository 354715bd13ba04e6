using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.ModelBased;

/// <summary>The value of the observed members that a model is fitted to.</summary>
readonly record struct ModelTarget
{
    const int Verdict = -1;

    readonly int _index;

    ModelTarget(int index) => _index = index;

    /// <summary>The target that says whether constraints hold, as −1 or 1, for use when no margins are reported.</summary>
    public static ModelTarget Feasibility { get; } = new(Verdict);

    /// <value>Whether the target is the value of an objective.</value>
    public bool IsObjective => _index >= 0;

    /// <value>Whether the target is <see cref="Feasibility"/>.</value>
    public bool IsVerdict => _index == Verdict;

    /// <value>A number that identifies the target, for its own random numbers.</value>
    public int Stream => _index;

    /// <summary>Returns the target for the value of an objective.</summary>
    public static ModelTarget Objective(int index) => new(index);

    /// <summary>Returns the target for how far a constraint is violated, negative where it holds.</summary>
    public static ModelTarget Margin(int index) => new(Verdict - 1 - index);

    /// <summary>Returns whether the target's value is known for a member.</summary>
    public bool IsKnown(Member member) => IsObjective
        ? TrainingSet.IsKnown(member, _index)
        : IsVerdict || TrainingSet.IsMarginKnown(member, MarginIndex);

    /// <summary>Returns the target's value for a member for which it is known.</summary>
    public double ValueOf(Member member) =>
        IsObjective ? member.Objectives[_index] : !IsVerdict ? member.Margins[MarginIndex] : member.IsFeasible ? -1 : 1;

    int MarginIndex => Verdict - 1 - _index;

    /// <summary>
    /// Returns the targets for constraints that only evaluations can check: the margins of each constraint for which enough are known; if there are
    /// none, whether constraints hold, provided that some member violates one; otherwise nothing.
    /// </summary>
    /// <param name="members">The observed members.</param>
    /// <param name="fewest">The number of values that a model needs.</param>
    public static ModelTarget[] OfConstraints(IReadOnlyList<Member> members, int fewest)
    {
        ModelTarget[] margins = [.. Enumerable.Range(0, members.Max(member => member.Margins.Length)).Select(Margin)];
        margins = Array.FindAll(margins, margin => members.Count(margin.IsKnown) >= fewest);
        return margins.Length > 0 ? margins : members.All(member => member.IsFeasible) ? [] : [Feasibility];
    }
}
