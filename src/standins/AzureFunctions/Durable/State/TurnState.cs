namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>Whether an instance takes a turn; it takes one at a time.</summary>
enum TurnState
{
    Idle,
    Queued,
    Running,
}
