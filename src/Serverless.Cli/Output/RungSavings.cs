using System.Globalization;
using Serverless.Core.Budgets;

namespace Serverless.Cli.Output;

/// <summary>Describes what rungs saved.</summary>
public static class RungSavings
{
    /// <summary>
    /// Describes the savings, for example
    /// <c>65 % of the epochs (304 instead of 868) and about 63 % of the training seconds (96 s instead of 262 s)</c>; null where nothing was
    /// stopped early.
    /// </summary>
    /// <remarks>
    /// Epochs are counted. How long stopped candidates would have trained is unknown; it is estimated by the average of the others.
    /// </remarks>
    public static string? Of(BudgetLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (ledger.EarlyStopped == 0)
        {
            return null;
        }

        var allEpochs = ledger.EpochsSpent + ledger.EpochsSaved;
        var epochs = Invariant($"{Share(ledger.EpochsSpent, allEpochs)} of the epochs ({ledger.EpochsSpent:N0} instead of {allEpochs:N0})");
        return ledger.SecondsOfAllToTheEnd is { } all
            ? epochs + Invariant($" and about {Share(ledger.TrainingSeconds, all)} of the training seconds ({ledger.TrainingSeconds:N0} s instead of {all:N0} s)")
            : epochs;
    }

    static string Share(double spent, double all) => Invariant($"{100 * Math.Max(0, 1 - (spent / all)):F0} %");

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
