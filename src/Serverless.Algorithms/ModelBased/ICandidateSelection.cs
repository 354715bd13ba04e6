using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased;

/// <summary>Chooses candidates of a catalogue one at a time, taking pending and previously chosen candidates into account.</summary>
/// <remarks>
/// A choice depends only on what the selection was created from and on the pending candidates, in order. A selection that is created again, with the
/// candidates that the other one has observed pending from the start, continues identically.
/// </remarks>
interface ICandidateSelection
{
    /// <value>The indices of the candidates that were taken into account, in order.</value>
    IReadOnlyList<int> Observed { get; }

    /// <summary>Returns whether a selection created with the given number of pending candidates would be the same as this one.</summary>
    bool HoldsFor(int pending);

    /// <summary>Returns whether a candidate can be taken into account.</summary>
    bool Has(int place);

    /// <summary>Takes into account a candidate whose evaluation is pending.</summary>
    void Observe(int place);

    /// <summary>Returns the index of the best candidate, or −1 if none is left.</summary>
    /// <param name="isOpen">Whether a candidate can be chosen, by its index.</param>
    /// <param name="random">The source of random numbers for this proposal.</param>
    int Choose(Func<int, bool> isOpen, RandomStream random);
}
