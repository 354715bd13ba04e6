namespace Serverless.StandIns.AzureFunctions.Durable.History;

/// <summary>The states of an instance, stored by name.</summary>
enum InstanceStatus
{
    Pending,
    Running,
    Suspended,
    Completed,
    Failed,
    Terminated,
}
