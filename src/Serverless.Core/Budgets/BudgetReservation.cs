namespace Serverless.Core.Budgets;

/// <summary>The result of a reservation.</summary>
/// <param name="Ledger">The ledger including the reservation.</param>
/// <param name="Granted">Number of candidates that can be started; fewer than wanted when the budget runs out.</param>
public readonly record struct BudgetReservation(BudgetLedger Ledger, int Granted);
