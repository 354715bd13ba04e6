using System.Globalization;

namespace Serverless.Benchmarks.Rungs;

/// <summary>Two searches with the same seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Rungs">The search with rungs.</param>
/// <param name="Whole">The search that trains every candidate to the end.</param>
sealed record SearchPair(int Seed, SearchCost Rungs, SearchCost Whole)
{
    /// <summary>The share of full training's seconds after which rungs had its final hypervolume; infinite when they never had.</summary>
    internal double SecondsShare => Rungs.Reaching(Whole.Hypervolume)?.Seconds / Whole.Seconds ?? double.PositiveInfinity;

    /// <summary>The same in epochs, which no machine's load changes.</summary>
    internal double EpochsShare => (double?)Rungs.Reaching(Whole.Hypervolume)?.Epochs / Whole.Epochs ?? double.PositiveInfinity;

    internal string Verdict => double.IsFinite(SecondsShare)
        ? string.Create(CultureInfo.InvariantCulture, $"              reached after {SecondsShare:P0} of the seconds, {EpochsShare:P0} of the epochs")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"              not reached: {Rungs.Hypervolume / Whole.Hypervolume:P1} of it after {Rungs.Seconds / Whole.Seconds:P0} of the seconds");

    /// <summary>The hypervolume that rungs had after a share of full training's seconds, in parts of full training's final one.</summary>
    internal double RatioAfter(double share) => Rungs.HypervolumeAfter(share * Whole.Seconds) / Whole.Hypervolume;

    /// <summary>What full training itself had by then, in parts of its final hypervolume.</summary>
    internal double WholeRatioAfter(double share) => Whole.HypervolumeAfter(share * Whole.Seconds) / Whole.Hypervolume;
}
