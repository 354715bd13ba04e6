using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.Algorithms.Sampling;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.BulkAndCut;

/// <summary>
/// BULK &amp; CUT: trains networks of a Sobol sequence, grows the best by function-preserving morphisms, then cuts units and distils.
/// </summary>
/// <remarks>
/// Guerrero-Viu et al. 2021 (Bag of Baselines). A child starts with the weights of its parent, which the proposal names. Parents are taken from the
/// first front with probability 0.85, otherwise from the second. In a space whose networks cannot be changed in this way, and whenever no change is
/// possible, it continues with the Sobol sequence.
/// </remarks>
sealed class BulkAndCutAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "bulk-and-cut";

    const string BulkOperator = "bulk";
    const string CutOperator = "cut";
    const double FirstFrontShare = 0.85;
    const double ConvolutionShare = 0.7;

    readonly int _initial;
    readonly int _grown;
    readonly int _populationSize;
    readonly SobolSequence _sequence;
    readonly MorphedChildren? _children;

    public BulkAndCutAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state)
    {
        _initial = specification.InitialSamples!.Value;
        _grown = _initial + specification.BulkEvaluations!.Value;
        _populationSize = specification.PopulationSize!.Value;
        _sequence = new SobolSequence(space.Dimensions.Count, seed);
        _children = MorphedChildren.Of(space);
    }

    protected override Child Breed(RandomStream random)
    {
        var child = _children is null || ProposedCount < _initial ? null : ProposedCount < _grown ? Bulk(_children, random) : Cut(_children, random);
        return child ?? new Child(SobolSearch.Point(_sequence, (uint)Cursor++, Space), [], "sample");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Member[] all = [.. Population, .. told.Where(member => member.IsFeasible)];
        Population = [.. RankedPopulation.Of(all, new CrowdingScore()).BestFirst.Take(_populationSize)];
        Archive = [.. Archive.Where(member => Population.Any(other => other.Architecture.Equals(member.Architecture)))];
    }

    protected override void Dropped(IReadOnlyList<ProposedCandidate> dropped, bool mayReturn)
    {
        var parents = dropped.Where(proposal => mayReturn && proposal.Operator == CutOperator).SelectMany(proposal => proposal.Parents).ToHashSet();
        Archive = parents.Count > 0 ? [.. Archive.Where(member => !parents.Contains(member.Id))] : Archive;
    }

    Child? Bulk(MorphedChildren children, RandomStream random)
    {
        foreach (var front in Fronts(random))
        {
            for (List<Member> left = [.. front]; left.Count > 0;)
            {
                var parent = left[ParentDraw.Of(left, Space, random)];
                left.Remove(parent);
                var open = children.Growths(parent.Architecture).Where(growth => !IsKnown(growth.Architecture)).ToLookup(growth => growth.IsOfConvolution);
                if (open.Count > 0)
                {
                    var isConvolution = open.Count == 2 ? random.NextDouble() < ConvolutionShare : open[true].Any();
                    var grown = open[isConvolution].ElementAt(random.NextInt(open[isConvolution].Count())).Architecture;
                    return Inherit(parent, children.WithRecipe(grown, IsKnown, random), BulkOperator, InheritanceKind.Grow);
                }
            }
        }

        return null;
    }

    Child? Cut(MorphedChildren children, RandomStream random)
    {
        foreach (var front in Fronts(random))
        {
            // Parents that have not been cut yet come first; the archive holds those that have.
            var order = front.Select(member => (Member: member, Place: random.NextDouble())).OrderBy(drawn => IsArchived(drawn.Member)).ThenBy(drawn => drawn.Place);
            foreach (var (parent, _) in order.ToArray())
            {
                if (children.Cut(parent.Architecture, IsKnown, random) is { } cut)
                {
                    Archive = IsArchived(parent) ? Archive : [.. Archive, parent];
                    return Inherit(parent, children.WithRecipe(cut, IsKnown, random), CutOperator, InheritanceKind.Cut);
                }
            }
        }

        return null;
    }

    Child Inherit(Member parent, Architecture child, string by, InheritanceKind kind) =>
        new(child, [parent.Id], by) { Inherits = new WeightInheritance(parent.Id, Space.Format(parent.Architecture), kind) };

    bool IsArchived(Member member) => Archive.Any(other => other.Architecture.Equals(member.Architecture));

    /// <summary>Returns the front that is drawn, then the other of the first two.</summary>
    IEnumerable<Member[]> Fronts(RandomStream random)
    {
        Member[][] fronts = [.. ConstrainedSort.Fronts(Population).Take(2).Select(front => front.Select(place => Population[place]).ToArray())];
        return random.NextDouble() < FirstFrontShare ? fronts : Enumerable.Reverse(fronts);
    }
}
