using System.Runtime.InteropServices;

namespace Serverless.MultiObjective;

/// <summary>The points that no other point seen so far dominates, each with what it belongs to. Everything is minimised.</summary>
/// <remarks>Of equal points the first stays; a point with a NaN never enters. O(n m) for each point.</remarks>
/// <typeparam name="T">What a point belongs to.</typeparam>
/// <param name="objectives">m, at least 1.</param>
public sealed class NondominatedSet<T>(int objectives)
{
    readonly PointBlocks _blocks = new(objectives > 0 ? objectives : throw new ArgumentOutOfRangeException(nameof(objectives)));
    readonly List<double> _points = [];
    readonly List<T> _items = [];

    /// <value>n.</value>
    public int Count => _items.Count;

    /// <value>What the points belong to, in the order they came.</value>
    public IReadOnlyList<T> Items => _items;

    /// <value>n × m, row-major, in the order they came; good until the next <see cref="Add"/>.</value>
    public ReadOnlySpan<double> Points => CollectionsMarshal.AsSpan(_points);

    /// <summary>Takes a point in, and drops those that it dominates.</summary>
    /// <returns>False when it is dominated, a copy or holds a NaN: nothing has changed.</returns>
    /// <exception cref="ArgumentException">It has not m values.</exception>
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

    /// <summary>Whether a point of the set dominates a point of m values or equals it; not one that holds a NaN.</summary>
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
