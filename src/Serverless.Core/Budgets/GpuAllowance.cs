using System.Text.Json.Serialization;

namespace Serverless.Core.Budgets;

/// <summary>The GPU seconds that a search may still use, and how many epochs they are expected to be enough for. Pure.</summary>
/// <remarks>
/// An epoch is taken to last as long as those that were trained for the search did on average, all seconds over all epochs: what is
/// reserved is the sum over many trainings, and of a sum this is the estimate that is right in the long run. One network may well be
/// several times as large as the average; so what was begun on an estimate is looked at again after each training.
/// </remarks>
/// <param name="Limit">Seconds that may be used, greater than 0.</param>
/// <param name="Spent">Seconds that were used.</param>
/// <param name="Epochs">Epochs trained for the search, on whatever device; those on a CPU took no GPU second.</param>
/// <param name="FirstSecondsPerEpoch">What an epoch is taken to last before one was trained; null: no time, so that a generation is begun whole before the first training has ended.</param>
public sealed record GpuAllowance(double Limit, double Spent, int Epochs, double? FirstSecondsPerEpoch = null)
{
    // 30 seconds at 0.1 must be enough for 300 epochs.
    const double Rounding = 1e-9;

    /// <value>Seconds that an epoch of one seed is expected to take.</value>
    [JsonIgnore]
    public double SecondsPerEpoch => Epochs > 0 ? Spent / Epochs : FirstSecondsPerEpoch ?? 0;

    /// <value>Whether nothing more may be begun.</value>
    [JsonIgnore]
    public bool IsUsedUp => Spent >= Limit;

    /// <value>Epochs that what is left is expected to be enough for.</value>
    [JsonIgnore]
    public int AffordableEpochs => IsUsedUp ? 0
        : SecondsPerEpoch > 0 ? (int)Math.Min(int.MaxValue, ((Limit - Spent) / SecondsPerEpoch) + Rounding)
        : int.MaxValue;

    /// <summary>This allowance with more of it used.</summary>
    /// <param name="seconds">GPU seconds, at least 0.</param>
    /// <param name="epochs">Epochs that were trained, at least 0.</param>
    public GpuAllowance Plus(double seconds, int epochs) => this with { Spent = Spent + seconds, Epochs = Epochs + epochs };
}
