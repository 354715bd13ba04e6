namespace Serverless.StandIns.AzureFunctions.Durable.History;

/// <summary>A timer was set.</summary>
/// <param name="At">When it was set, UTC.</param>
/// <param name="Id">The sequence number.</param>
/// <param name="FireAt">When it is due, UTC.</param>
/// <param name="Retries">The number of the failed task whose retry policy set it, due at once after the last failure; null for other timers.</param>
sealed record TimerCreated(DateTime At, int Id, DateTime FireAt, int? Retries = null) : ActionEvent(At, Id)
{
    public override string Identity => "a timer task";
}

/// <summary>A timer came due.</summary>
sealed record TimerFired(DateTime At, int Id, DateTime FireAt) : HistoryEvent(At);
