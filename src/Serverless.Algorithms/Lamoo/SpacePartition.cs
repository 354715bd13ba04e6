using Serverless.Algorithms.ModelBased.Regions;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Lamoo;

/// <summary>A search space cut in halves, again and again, by what is dominated by few and by many; and the part that promises most.</summary>
/// <remarks>
/// Zhao, Wang, Yang, Zhang, Guo, Tian 2022, algorithm 1. The half of the members of a part that fewer others of it dominate is good; a
/// support vector machine learns to tell, and cuts the part in two. Members belong to parts by their labels, new points by the machines.
/// Of the parts that are not cut further one is chosen by its members' hypervolume and a bonus for having few of them.
/// </remarks>
sealed class SpacePartition
{
    /// <summary>Parts of more members are cut, as long as there are fewer than so many parts.</summary>
    const int LargestLeaf = 15;
    const int MostNodes = 50;

    /// <summary>The bonus is in proportion to this share of the hypervolume of all members.</summary>
    const double Exploration = 0.1;

    /// <summary>Behind the worst of each objective, of scaled values.</summary>
    const double Reference = 1.1;

    readonly IReadOnlyList<Member> _members;
    readonly ChoiceDistance _distance;
    readonly int[][] _points;
    readonly List<Part> _leaves = [];

    /// <param name="space">What is cut.</param>
    /// <param name="members">What was observed, at least one.</param>
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

    /// <value>The parts that are not cut further; every member is in exactly one.</value>
    public IReadOnlyList<Part> Leaves => _leaves;

    /// <summary>The part of the largest hypervolume and bonus together; of equal ones the first.</summary>
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

    /// <summary>Whether an architecture is in a part, or in the one that it was cut from so many cuts ago.</summary>
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
/// <param name="Members">Indices of those in it.</param>
/// <param name="ParentSize">How many are in the part that it was cut from.</param>
/// <param name="Path">The cuts that lead to it, from the whole space on.</param>
sealed record Part(int[] Members, int ParentSize, IReadOnlyList<Cut> Path);

/// <summary>One side of a cut.</summary>
/// <param name="Machine">Tells the sides apart.</param>
/// <param name="IsGood">Which side.</param>
sealed record Cut(SupportVectorMachine Machine, bool IsGood);
