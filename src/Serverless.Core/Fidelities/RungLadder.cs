using Serverless.Algorithms;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>The rungs of a search, numbered from 1: how far candidates are trained at each, and how many go on.</summary>
/// <remarks>A recipe without rungs has one, the whole training.</remarks>
public sealed class RungLadder
{
    // n / (100 / 34.0) must not lose the candidate that rounding takes away.
    const double Rounding = 1e-9;

    readonly IReadOnlyList<int> _epochs;
    readonly double _reductionFactor;
    readonly int _seeds;
    readonly CandidateId? _reference;
    readonly string? _supernet;

    RungLadder(IReadOnlyList<int> epochs, double reductionFactor, int seeds, CandidateId? reference, string? supernet = null) =>
        (_epochs, _reductionFactor, _seeds, _reference, _supernet) = (epochs, reductionFactor, seeds, reference, supernet);

    /// <value>Rungs, the whole training included; at least 1.</value>
    public int Count => _epochs.Count;

    /// <value>Of so many candidates at a rung one goes on; at least 1.</value>
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
                $"Rungs of {string.Join(", ", epochs)} epochs, of which one in {reductionFactor} goes on, are no ladder to {recipe.Epochs} epochs.", nameof(recipe));
    }

    /// <summary>Rungs that add so many epochs each, of all seeds together.</summary>
    public static RungLadder Of(IReadOnlyList<int> addedEpochs, double reductionFactor)
    {
        ArgumentNullException.ThrowIfNull(addedEpochs);
        return new RungLadder([.. addedEpochs.Select((_, index) => addedEpochs.Take(index + 1).Sum())], reductionFactor, seeds: 1, reference: null);
    }

    /// <summary>The rungs of a request.</summary>
    public static RungLadder Of(SearchRequest request) => Of(request.Training, request.Promotion, ReferenceCandidate.Of(request)?.Candidate, request.Dataset.Folds ?? 1, request.Supernet?.Identity);

    /// <summary>Whether these are at least 0, strictly ascending, and end with the whole training.</summary>
    public static bool IsLadder(IReadOnlyList<int> epochs, int whole) =>
        epochs.Count > 0 && epochs[0] >= 0 && whole >= 1 && epochs[^1] == whole && !epochs.Zip(epochs.Skip(1)).Any(pair => pair.First >= pair.Second);

    /// <summary>Epochs, of each seed, after which a candidate has this rung.</summary>
    public int EpochsOf(int rung) => _epochs[rung - 1];

    /// <summary>Epochs between this rung and the one before it, of all seeds together.</summary>
    public int EpochsAddedBy(int rung) => _seeds * (rung == 1 ? _epochs[0] : _epochs[rung - 1] - _epochs[rung - 2]);

    /// <summary>Epochs from a rung to the end that one who stops there is spared, of all seeds together.</summary>
    public int EpochsAfter(int epochs) => _seeds * (WholeEpochs - epochs);

    /// <summary>Whether candidates at this rung are compared by zero-cost proxies: the first one, after 0 epochs.</summary>
    public bool IsZeroCost(int rung) => EpochsOf(rung) == 0;

    /// <summary><c>full</c> for the last rung; <c>epochs3</c> for one after 3 epochs, whatever other rungs there are; <c>zero-cost</c> or <c>supernet</c> after none.</summary>
    public string FidelityOf(int rung) => Fidelity.NameOf(StopOf(rung), _reference, _supernet);

    /// <summary>The epochs after which a training of this rung stops; null when it is the whole one.</summary>
    public int? StopOf(int rung) => rung == Count ? null : EpochsOf(rung);

    /// <summary>How many of so many candidates go on, at most.</summary>
    /// <returns>One in <see cref="PromotionSpecification.ReductionFactor"/>, rounded down, but one of any.</returns>
    public int Kept(int candidates) => candidates == 0 ? 0 : Math.Max(1, Promotable(candidates));

    /// <summary>How many of so many candidates are promoted: one in <see cref="PromotionSpecification.ReductionFactor"/>, rounded down.</summary>
    public int Promotable(int candidates) => (int)((candidates / _reductionFactor) + Rounding);

    /// <summary>Epochs, of all seeds together, after which a candidate has this rung.</summary>
    public int EpochsUpTo(int rung) => _seeds * _epochs[rung - 1];

    /// <summary>The most candidates of so many that are trained at all. Grows with their number.</summary>
    public int TrainingsFor(int candidates) => IsZeroCost(1) ? Kept(candidates) : candidates;

    /// <summary>The most epochs that so many candidates take, up the whole ladder. Grows with their number.</summary>
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

    /// <summary>The most candidates, up to those wanted, that so many epochs are enough for at a rung and, as far as they are promoted, above it.</summary>
    /// <param name="rung">From 1.</param>
    /// <param name="wanted">Candidates that are to be trained to the rung, at least 0.</param>
    /// <param name="have">Those that have it already, and may be promoted too.</param>
    /// <param name="epochs">What there is.</param>
    public int AffordableAt(int rung, int wanted, int have, long epochs)
    {
        while (wanted > 0 && ((long)wanted * EpochsAddedBy(rung)) + EpochsAbove(rung, have + wanted) > epochs)
        {
            wanted--;
        }

        return wanted;
    }

    /// <summary>The most candidates, up to those wanted, that so many epochs and trainings are enough for.</summary>
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
