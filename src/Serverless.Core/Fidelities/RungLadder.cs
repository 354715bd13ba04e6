using Serverless.Algorithms;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>The rungs of a search, numbered from 1: how far candidates are trained at each, and how many continue.</summary>
/// <remarks>A recipe without rungs has a single rung, the whole training.</remarks>
public sealed class RungLadder
{
    // Rounding in n / (100 / 34.0) must not lose a candidate.
    const double Rounding = 1e-9;

    readonly IReadOnlyList<int> _epochs;
    readonly double _reductionFactor;
    readonly int _seeds;
    readonly CandidateId? _reference;
    readonly string? _supernet;

    RungLadder(IReadOnlyList<int> epochs, double reductionFactor, int seeds, CandidateId? reference, string? supernet = null) =>
        (_epochs, _reductionFactor, _seeds, _reference, _supernet) = (epochs, reductionFactor, seeds, reference, supernet);

    /// <value>Number of rungs, including the whole training; at least 1.</value>
    public int Count => _epochs.Count;

    /// <value>Ratio of candidates at a rung to those that continue; at least 1.</value>
    public double ReductionFactor => _reductionFactor;

    /// <value>Epochs of the whole training with one seed.</value>
    public int WholeEpochs => _epochs[^1];

    /// <exception cref="ArgumentException">The recipe's rungs do not ascend from at least 0 to its epochs, or the reduction factor is below 1.</exception>
    public static RungLadder Of(TrainingRecipe recipe, PromotionSpecification? promotion = null, CandidateId? reference = null, int folds = 1, string? supernet = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var reductionFactor = promotion?.ReductionFactor ?? PromotionSpecification.DefaultReductionFactor;
        var epochs = recipe.Rungs is { Count: > 0 } rungs ? rungs : [recipe.Epochs];
        return IsLadder(epochs, recipe.Epochs) && reductionFactor >= 1
            ? new RungLadder(epochs, reductionFactor, (recipe.Seeds?.Count ?? 1) * folds, reference, supernet)
            : throw new ArgumentException(
                $"Rungs of {string.Join(", ", epochs)} epochs with the reduction factor {reductionFactor} are not a ladder to {recipe.Epochs} epochs.", nameof(recipe));
    }

    /// <summary>Creates rungs that each add the given epochs, summed over seeds.</summary>
    public static RungLadder Of(IReadOnlyList<int> addedEpochs, double reductionFactor)
    {
        ArgumentNullException.ThrowIfNull(addedEpochs);
        return new RungLadder([.. addedEpochs.Select((_, index) => addedEpochs.Take(index + 1).Sum())], reductionFactor, seeds: 1, reference: null);
    }

    /// <summary>Returns the rungs of a request.</summary>
    public static RungLadder Of(SearchRequest request) => Of(request.Training, request.Promotion, ReferenceCandidate.Of(request)?.Candidate, request.Dataset.Folds ?? 1, request.Supernet?.Identity);

    /// <summary>Returns whether the epochs are at least 0, strictly ascending, and end with the whole training.</summary>
    public static bool IsLadder(IReadOnlyList<int> epochs, int whole) =>
        epochs.Count > 0 && epochs[0] >= 0 && whole >= 1 && epochs[^1] == whole && !epochs.Zip(epochs.Skip(1)).Any(pair => pair.First >= pair.Second);

    /// <summary>Returns the epochs, per seed, after which a candidate has completed a rung.</summary>
    public int EpochsOf(int rung) => _epochs[rung - 1];

    /// <summary>Returns the epochs between the previous rung and this one, summed over seeds.</summary>
    public int EpochsAddedBy(int rung) => _seeds * (rung == 1 ? _epochs[0] : _epochs[rung - 1] - _epochs[rung - 2]);

    /// <summary>Returns the epochs that are saved when a candidate stops after the given epochs, summed over seeds.</summary>
    public int EpochsAfter(int epochs) => _seeds * (WholeEpochs - epochs);

    /// <summary>Returns whether candidates at a rung are compared by zero-cost proxies: the first rung, if it is after 0 epochs.</summary>
    public bool IsZeroCost(int rung) => EpochsOf(rung) == 0;

    /// <summary>
    /// Returns the fidelity of a rung: <c>full</c> for the last; <c>epochs3</c> for one after 3 epochs, whatever other rungs there are;
    /// <c>zero-cost</c> or <c>supernet</c> for one after none.
    /// </summary>
    public string FidelityOf(int rung) => Fidelity.NameOf(StopOf(rung), _reference, _supernet);

    /// <summary>Returns the epochs after which a training of this rung stops; null for the whole training.</summary>
    public int? StopOf(int rung) => rung == Count ? null : EpochsOf(rung);

    /// <summary>Returns how many of the given number of candidates continue, at most.</summary>
    /// <returns>
    /// The number divided by <see cref="PromotionSpecification.ReductionFactor"/>, rounded down, but at least one if there are any.
    /// </returns>
    public int Kept(int candidates) => candidates == 0 ? 0 : Math.Max(1, Promotable(candidates));

    /// <summary>
    /// Returns how many candidates are promoted: their number divided by <see cref="PromotionSpecification.ReductionFactor"/>, rounded down.
    /// </summary>
    public int Promotable(int candidates) => (int)((candidates / _reductionFactor) + Rounding);

    /// <summary>Returns the epochs, summed over seeds, after which a candidate has completed a rung.</summary>
    public int EpochsUpTo(int rung) => _seeds * _epochs[rung - 1];

    /// <summary>Returns how many of the given number of candidates are trained at all, at most. Increases with their number.</summary>
    public int TrainingsFor(int candidates) => IsZeroCost(1) ? Kept(candidates) : candidates;

    /// <summary>Returns the most epochs that the given number of candidates use on all rungs. Increases with their number.</summary>
    public long EpochsFor(int candidates)
    {
        var epochs = 0L;
        for (var rung = 1; rung <= Count; rung++)
        {
            epochs += (long)candidates * EpochsAddedBy(rung);
            candidates = Kept(candidates);
        }

        return epochs;
    }

    /// <summary>
    /// Returns the most candidates, up to those wanted, for which the epochs are enough at a rung and, as far as they are promoted, on the rungs
    /// above.
    /// </summary>
    /// <param name="rung">The rung, from 1.</param>
    /// <param name="wanted">Number of candidates to train to the rung, at least 0.</param>
    /// <param name="have">Number of candidates that have completed it already, and can be promoted too.</param>
    /// <param name="epochs">Number of epochs available.</param>
    public int AffordableAt(int rung, int wanted, int have, long epochs)
    {
        while (wanted > 0 && ((long)wanted * EpochsAddedBy(rung)) + EpochsAbove(rung, have + wanted) > epochs)
        {
            wanted--;
        }

        return wanted;
    }

    /// <summary>Returns the most candidates, up to those wanted, for which the epochs and trainings are enough.</summary>
    public int Affordable(int wanted, long epochs, int trainings = int.MaxValue)
    {
        while (wanted > 0 && (EpochsFor(wanted) > epochs || TrainingsFor(wanted) > trainings))
        {
            wanted--;
        }

        return wanted;
    }

    long EpochsAbove(int rung, int candidates)
    {
        var epochs = 0L;
        for (var above = rung + 1; above <= Count; above++)
        {
            candidates = Kept(candidates);
            epochs += (long)candidates * EpochsAddedBy(above);
        }

        return epochs;
    }
}
