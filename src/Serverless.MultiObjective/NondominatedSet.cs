using System.Runtime.InteropServices;

namespace Serverless.MultiObjective;

/// <summary>The set of points that no other point seen so far dominates, each with an associated item. All objectives are minimised.</summary>
/// <remarks>Of equal points the first stays; a point with a NaN is never added. O(n m) for each point.</remarks>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="objectives">The number of objectives m, at least 1.</param>
public sealed class NondominatedSet<T>(int objectives)
{
    readonly PointBlocks _blocks = new(objectives > 0 ? objectives : throw new ArgumentOutOfRangeException(nameof(objectives)));
    readonly List<double> _points = [];
    readonly List<T> _items = [];

    /// <value>The number of points n.</value>
    public int Count => _items.Count;

    /// <value>The items of the points, in the order in which they were added.</value>
    public IReadOnlyList<T> Items => _items;

    /// <value>The points, n × m, row-major, in the order in which they were added; valid until the next <see cref="Add"/>.</value>
    public ReadOnlySpan<double> Points => CollectionsMarshal.AsSpan(_points);

    /// <summary>Adds a point, and removes those that it dominates.</summary>
    /// <returns>False if the point is dominated, is a copy or holds a NaN; the set is then unchanged.</returns>
    /// <exception cref="ArgumentException">The point does not have m values.</exception>
    public bool Add(ReadOnlySpan<double> point, T item)
    {
        if (point.Length != objectives)
        {
            throw new ArgumentException($"A point of {point.Length} values cannot join those of {objectives}.", nameof(point));
        }

        if (Dominance.HasNaN(point) || _blocks.Reach(point))
        {
            return false;
        }

        DropDominatedBy(point);
        _blocks.Add(point);
        _points.AddRange(point);
        _items.Add(item);
        return true;
    }

    /// <summary>Returns whether a point of the set dominates or equals a point of m values; false for a point that holds a NaN.</summary>
    public bool Covers(ReadOnlySpan<double> point) => !Dominance.HasNaN(point) && _blocks.Reach(point);

    void DropDominatedBy(ReadOnlySpan<double> point)
    {
        var points = CollectionsMarshal.AsSpan(_points);
        var kept = _blocks.FirstReachedBy(point);
        for (var i = kept; i < _items.Count; i++)
        {
            var member = points.Slice(i * objectives, objectives);
            if (!Dominance.IsNowhereWorse(point, member))
            {
                member.CopyTo(points[(kept * objectives)..]);
                _blocks.Set(kept, member);
                _items[kept++] = _items[i];
            }
        }

        _blocks.Cut(kept);
        _items.RemoveRange(kept, _items.Count - kept);
        _points.RemoveRange(kept * objectives, _points.Count - (kept * objectives));
    }
}
