namespace Serverless.Core.Budgets;

/// <summary>What a reservation came to.</summary>
/// <param name="Ledger">The ledger with the reservation in it.</param>
/// <param name="Granted">How many candidates may be begun; fewer than wanted when the budget runs out.</param>
public readonly record struct BudgetReservation(BudgetLedger Ledger, int Granted);
