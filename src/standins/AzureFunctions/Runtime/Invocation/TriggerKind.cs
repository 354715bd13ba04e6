namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>What starts a function; each function has exactly one.</summary>
enum TriggerKind
{
    Http,
    Queue,
    Timer,
    Orchestration,
    Activity,
}
