using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased.Regions;

/// <summary>Proposes candidates inside a part of a space.</summary>
interface IRegionSampler
{
    /// <value>Numbers that the state keeps; null when it has none.</value>
    IReadOnlyList<double>? Parameters => null;

    /// <value>A count that the state keeps.</value>
    int Cursor => 0;

    /// <summary>A candidate to begin with.</summary>
    /// <param name="turn">How many came before.</param>
    /// <param name="random">Of this proposal.</param>
    Child Begin(int turn, RandomStream random);

    /// <summary>A candidate of the region; it may be a known one, or outside where the region is hard to meet.</summary>
    /// <param name="situation">What is known of the whole space.</param>
    /// <param name="region">Where to propose, of this generation.</param>
    /// <param name="isOpen">Whether an architecture was not proposed yet.</param>
    /// <param name="random">Of this proposal.</param>
    Child Propose(SearchSituation situation, Region region, Func<Architecture, bool> isOpen, RandomStream random);

    /// <summary>Called when something was told.</summary>
    void Forget()
    {
    }
}

/// <summary>A part of a space.</summary>
/// <param name="Contains">Whether an architecture is in it.</param>
/// <param name="Members">Those observed that are its own.</param>
sealed record Region(Func<Architecture, bool> Contains, IReadOnlyList<Member> Members);
