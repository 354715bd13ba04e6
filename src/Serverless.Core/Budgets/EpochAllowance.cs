using System.Text.Json.Serialization;

namespace Serverless.Core.Budgets;

/// <summary>The limit and use of GPU seconds or money, and an estimate of how many epochs the rest is enough for. Pure.</summary>
/// <remarks>
/// The estimate per epoch is the average of the epochs trained for the search so far: total use divided by total epochs. Reservations are sums
/// over many trainings, for which this estimate is right in the long run. A single network can be several times as large as the average, so
/// work started on an estimate is checked again after each training.
/// </remarks>
/// <param name="Limit">The limit, greater than 0.</param>
/// <param name="Spent">The amount used.</param>
/// <param name="Epochs">Number of epochs trained for the search, on any device; those on a CPU used no GPU seconds.</param>
/// <param name="FirstPerEpoch">The estimate per epoch before the first epoch was trained; null: 0, so that a whole generation is started before the
/// first training has ended.</param>
public sealed record EpochAllowance(double Limit, double Spent, int Epochs, double? FirstPerEpoch = null)
{
    // 30 seconds at 0.1 per epoch have to be enough for 300 epochs, despite rounding.
    const double Rounding = 1e-9;

    /// <value>Expected use of an epoch with one seed.</value>
    [JsonIgnore]
    public double PerEpoch => Epochs > 0 ? Spent / Epochs : FirstPerEpoch ?? 0;

    /// <value>Whether nothing more can be started.</value>
    [JsonIgnore]
    public bool IsUsedUp => Spent >= Limit;

    /// <value>Number of epochs for which the rest is expected to be enough.</value>
    [JsonIgnore]
    public int AffordableEpochs => IsUsedUp ? 0
        : PerEpoch > 0 ? (int)Math.Min(int.MaxValue, ((Limit - Spent) / PerEpoch) + Rounding)
        : int.MaxValue;

    /// <summary>Returns the number of epochs for which both allowances are expected to be enough; null when there is neither.</summary>
    public static int? AffordableWith(EpochAllowance? one, EpochAllowance? other) => one is null
        ? other?.AffordableEpochs
        : Math.Min(one.AffordableEpochs, other?.AffordableEpochs ?? int.MaxValue);

    /// <summary>Returns this allowance with more of it used.</summary>
    /// <param name="amount">The additional use, at least 0.</param>
    /// <param name="epochs">Number of additional epochs trained, at least 0.</param>
    public EpochAllowance Plus(double amount, int epochs) => this with { Spent = Spent + amount, Epochs = Epochs + epochs };
}
