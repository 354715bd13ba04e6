namespace Serverless.Domain.Fronts;

/// <summary>The points that no other point seen so far dominates, each with what it belongs to. Everything is minimised.</summary>
/// <remarks>Of equal points the first stays; a point with a NaN never enters. O(n m) for each point.</remarks>
/// <typeparam name="T">What a point belongs to.</typeparam>
public sealed class NondominatedSet<T>
{
    readonly List<(IReadOnlyList<double> Point, T Item)> _members = [];

    /// <value>The members, in the order they came.</value>
    public IReadOnlyList<(IReadOnlyList<double> Point, T Item)> Members => _members;

    /// <summary>Takes a point in, and drops those that it dominates.</summary>
    /// <returns>False when it is dominated, a copy or holds a NaN: nothing has changed.</returns>
    /// <exception cref="ArgumentException">Its length differs from the others'.</exception>
    public bool Add(IReadOnlyList<double> point, T item)
    {
        if (Dominance.HasNaN(point)
            || _members.Exists(member => Dominance.Dominates(member.Point, point) || member.Point.SequenceEqual(point)))
        {
            return false;
        }

        _members.RemoveAll(member => Dominance.Dominates(point, member.Point));
        _members.Add((point, item));
        return true;
    }
}
