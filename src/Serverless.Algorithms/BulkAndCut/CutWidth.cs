using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Morphisms;

namespace Serverless.Algorithms.BulkAndCut;

/// <summary>A decision that can reduce the number of units in a layer.</summary>
/// <param name="Decision">The index of the decision in genotype order.</param>
/// <param name="Units">The present number of units in the layer.</param>
/// <param name="Share">The range of the share of units to cut; it depends on the layer that reads the units.</param>
/// <param name="Choices">The choices with fewer units, and the number of units of each.</param>
sealed record CutWidth(int Decision, int Units, (double Least, double Most) Share, IReadOnlyList<(int Choice, int Units)> Choices)
{
    static readonly (double, double) ReadByClassifier = (0.04, 0.06);
    static readonly (double, double) ReadByLinear = (0.065, 0.085);
    static readonly (double, double) ReadByConvolution = (0.09, 0.11);

    /// <summary>Returns how a decision can cut units; null if none of its choices does.</summary>
    /// <param name="decision">The index of the decision in genotype order.</param>
    /// <param name="cuts">The cut of the network that each other choice makes; null if it makes none.</param>
    public static CutWidth? Of(int decision, IEnumerable<(int Choice, NetworkMorph? Cut)> cuts)
    {
        (int Choice, NetworkMorph Cut, int Place)[] known =
        [
            .. from cut in cuts
               where cut.Cut?.ChangedAt is not null
               select (cut.Choice, cut.Cut!, cut.Cut!.ChangedAt!.Value),
        ];
        return known is [var (_, first, place), ..]
            ? new CutWidth(
                decision,
                first.Parent.Blocks[place].Output.Channels,
                ShareOf(NetworkCut.ReaderOf(first.Parent, place)),
                [.. known.Where(cut => cut.Place == place).Select(cut => (cut.Choice, cut.Cut.Child.Blocks[place].Output.Channels))])
            : null;
    }

    /// <summary>Draws a share to cut and returns the choice whose number of units comes nearest; the present choice if that is nearest.</summary>
    public int Draw(int present, RandomStream random)
    {
        var aim = Units * (1 - Triangular(random));
        return Choices.Prepend((Choice: present, Units)).MinBy(choice => Math.Abs(choice.Units - aim)).Choice;
    }

    static (double Least, double Most) ShareOf(PlannedBlock? reader) => reader switch
    {
        null => ReadByClassifier,
        PlannedLinear => ReadByLinear,
        _ => ReadByConvolution,
    };

    // The mean of two uniform numbers has a symmetric triangular distribution.
    double Triangular(RandomStream random) => Share.Least + ((Share.Most - Share.Least) * (random.NextDouble() + random.NextDouble()) / 2);
}
