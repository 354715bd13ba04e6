using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Lamoo;

/// <summary>
/// Partitions a search space by repeated cuts between members dominated by few and by many others, and selects the most promising part.
/// </summary>
/// <remarks>
/// Zhao, Wang, Yang, Zhang, Guo, Tian 2022, algorithm 1. The half of a part's members that is dominated by fewer others of the part is labelled good;
/// a support vector machine learns this label and cuts the part in two. Members belong to parts by their labels, new points by the machines. Of the
/// parts that are not cut further, one is chosen by its members' hypervolume and a bonus for having few members.
/// </remarks>
sealed class SpacePartition
{
    /// <summary>
    /// The largest size of a part that is not cut; larger parts are cut as long as there are at most <see cref="MostNodes"/> parts, those that were
    /// cut included.
    /// </summary>
    const int LargestLeaf = 15;
    const int MostNodes = 50;

    /// <summary>The weight of the bonus, as a share of the hypervolume of all members.</summary>
    const double Exploration = 0.1;

    /// <summary>The coordinate of the reference point in scaled values, beyond the worst value of each objective.</summary>
    const double Reference = 1.1;

    readonly IReadOnlyList<Member> _members;
    readonly ChoiceDistance _distance;
    readonly int[][] _points;
    readonly List<Part> _leaves = [];

    /// <param name="space">The space to partition.</param>
    /// <param name="members">The observed members, at least one.</param>
    public SpacePartition(SearchSpace space, IReadOnlyList<Member> members)
    {
        _members = members;
        _distance = new ChoiceDistance(space);
        _points = [.. members.Select(member => _distance.Encode(member.Architecture))];
        var queue = new Queue<Part>([new Part([.. Enumerable.Range(0, members.Count)], members.Count, [])]);
        var nodes = 1;
        while (queue.TryDequeue(out var part))
        {
            if (part.Members.Length > LargestLeaf && nodes + 2 <= MostNodes && Cut(part) is var (good, bad))
            {
                nodes += 2;
                queue.Enqueue(good);
                queue.Enqueue(bad);
            }
            else
            {
                _leaves.Add(part);
            }
        }
    }

    /// <value>The parts that are not cut further; every member belongs to exactly one.</value>
    public IReadOnlyList<Part> Leaves => _leaves;

    /// <summary>Returns the part with the largest sum of hypervolume and bonus; the first of equals.</summary>
    public Part Best()
    {
        var objectives = _members.Where(member => member.IsFeasible).Select(member => member.Objectives.Length).FirstOrDefault();
        var scale = ObjectiveScale.Of([.. _members.Where(member => member.IsFeasible).SelectMany(member => member.Objectives)], Math.Max(1, objectives));
        var whole = VolumeOf([.. Enumerable.Range(0, _members.Count)]);
        return _leaves.MaxBy(leaf => VolumeOf(leaf.Members)
            + (2 * Exploration * whole * Math.Sqrt(2 * Math.Log(Math.Max(1, leaf.ParentSize)) / Math.Max(1, leaf.Members.Length))))!;

        double VolumeOf(int[] members)
        {
            double[] points = [.. members.Where(index => _members[index].IsFeasible).SelectMany(index => scale.Apply(_members[index].Objectives))];
            return objectives == 0 ? 0 : Hypervolume.Of(points, [.. Enumerable.Repeat(Reference, objectives)]);
        }
    }

    /// <summary>
    /// Returns whether an architecture satisfies the given number of cuts on the path to a part, counted from the whole space; with all cuts it is in
    /// the part itself.
    /// </summary>
    public bool Contains(Part part, Architecture architecture, int cuts)
    {
        var point = _distance.Encode(architecture);
        return part.Path.Take(cuts).All(cut => cut.Machine.IsGood(point) == cut.IsGood);
    }

    (Part Good, Part Bad)? Cut(Part part)
    {
        var numbers = DominanceNumbers.Of([.. part.Members.Select(index => _members[index])]);
        int[] order = [.. Enumerable.Range(0, part.Members.Length).OrderBy(i => numbers[i]).ThenBy(i => i)];
        if (numbers[order[0]] == numbers[order[^1]])
        {
            return null;
        }

        var isGood = new bool[part.Members.Length];
        foreach (var i in order[..((order.Length + 1) / 2)])
        {
            isGood[i] = true;
        }

        int[][] points = [.. part.Members.Select(index => _points[index])];
        var machine = SupportVectorMachine.Train(_distance, points, isGood);
        var predicted = Array.ConvertAll(points, machine.IsGood);
        return predicted.Contains(true) && predicted.Contains(false) ? (Side(true), Side(false)) : null;

        Part Side(bool good) => new(
            [.. part.Members.Where((_, i) => isGood[i] == good)], part.Members.Length, [.. part.Path, new Cut(machine, good)]);
    }
}

/// <summary>A part of a search space.</summary>
/// <param name="Members">The indices of the members in it.</param>
/// <param name="ParentSize">The number of members in the part that it was cut from.</param>
/// <param name="Path">The cuts that lead to it from the whole space.</param>
sealed record Part(int[] Members, int ParentSize, IReadOnlyList<Cut> Path);

/// <summary>One side of a cut.</summary>
/// <param name="Machine">The classifier that separates the two sides.</param>
/// <param name="IsGood">Whether this is the side of the good members.</param>
sealed record Cut(SupportVectorMachine Machine, bool IsGood);
