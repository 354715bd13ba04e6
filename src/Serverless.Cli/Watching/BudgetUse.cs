namespace Serverless.Cli.Watching;

/// <summary>How much of one budget is used.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Used">Used, what came from the evaluation cache included.</param>
/// <param name="Reserved">Promised to running work; 0 for budgets that are not reserved.</param>
/// <param name="Limit">The limit, or null when there is none.</param>
/// <param name="IsTime">Whether the numbers are seconds.</param>
public sealed record BudgetUse(string Name, double Used, double Reserved, double? Limit, bool IsTime = false)
{
    /// <value>0 to 1, or null without a limit.</value>
    public double? Share => Limit is > 0 and var limit ? Math.Clamp(Used / limit, 0, 1) : null;
}
