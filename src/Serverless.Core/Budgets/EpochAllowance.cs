using System.Text.Json.Serialization;

namespace Serverless.Core.Budgets;

/// <summary>What a search may still use of what epochs take, GPU seconds or money, and how many epochs it is expected to be enough for. Pure.</summary>
/// <remarks>
/// An epoch is expected to take what those that were trained for the search did on average, all that was used over all epochs: what is
/// reserved is the sum over many trainings, and of a sum this is the estimate that is right in the long run. One network may well be
/// several times as large as the average; so what was begun on an estimate is looked at again after each training.
/// </remarks>
/// <param name="Limit">What may be used, greater than 0.</param>
/// <param name="Spent">What was used.</param>
/// <param name="Epochs">Epochs trained for the search, on whatever device; those on a CPU took no GPU second.</param>
/// <param name="FirstPerEpoch">What an epoch is expected to take before one was trained; null: nothing, so that a generation is begun whole before the first training has ended.</param>
public sealed record EpochAllowance(double Limit, double Spent, int Epochs, double? FirstPerEpoch = null)
{
    // 30 seconds at 0.1 must be enough for 300 epochs.
    const double Rounding = 1e-9;

    /// <value>What an epoch of one seed is expected to take.</value>
    [JsonIgnore]
    public double PerEpoch => Epochs > 0 ? Spent / Epochs : FirstPerEpoch ?? 0;

    /// <value>Whether nothing more may be begun.</value>
    [JsonIgnore]
    public bool IsUsedUp => Spent >= Limit;

    /// <value>Epochs that what is left is expected to be enough for.</value>
    [JsonIgnore]
    public int AffordableEpochs => IsUsedUp ? 0
        : PerEpoch > 0 ? (int)Math.Min(int.MaxValue, ((Limit - Spent) / PerEpoch) + Rounding)
        : int.MaxValue;

    /// <summary>Epochs that two allowances are both expected to be enough for; null when there is neither.</summary>
    public static int? AffordableWith(EpochAllowance? one, EpochAllowance? other) => one is null
        ? other?.AffordableEpochs
        : Math.Min(one.AffordableEpochs, other?.AffordableEpochs ?? int.MaxValue);

    /// <summary>This allowance with more of it used.</summary>
    /// <param name="amount">At least 0.</param>
    /// <param name="epochs">Epochs that were trained, at least 0.</param>
    public EpochAllowance Plus(double amount, int epochs) => this with { Spent = Spent + amount, Epochs = Epochs + epochs };
}
