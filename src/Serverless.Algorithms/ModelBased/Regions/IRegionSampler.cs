using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased.Regions;

/// <summary>Proposes candidates inside a part of a space.</summary>
interface IRegionSampler
{
    /// <value>Numbers to store in the algorithm's state; null if there are none.</value>
    IReadOnlyList<double>? Parameters => null;

    /// <value>A count to store in the algorithm's state.</value>
    int Cursor => 0;

    /// <summary>Returns an initial candidate.</summary>
    /// <param name="turn">The number of candidates before it.</param>
    /// <param name="random">The source of random numbers for this proposal.</param>
    Child Begin(int turn, RandomStream random);

    /// <summary>Proposes a candidate of the region. It can be a known one, or lie outside if the region is hard to sample.</summary>
    /// <param name="situation">What is known about the whole space.</param>
    /// <param name="region">The region of this generation.</param>
    /// <param name="isOpen">Whether an architecture has not been proposed yet.</param>
    /// <param name="random">The source of random numbers for this proposal.</param>
    Child Propose(SearchSituation situation, Region region, Func<Architecture, bool> isOpen, RandomStream random);

    /// <summary>Called when there are new observations.</summary>
    void Forget()
    {
    }
}

/// <summary>A part of a space.</summary>
/// <param name="Contains">Whether an architecture is in it.</param>
/// <param name="Members">The observed members that belong to it.</param>
sealed record Region(Func<Architecture, bool> Contains, IReadOnlyList<Member> Members);
