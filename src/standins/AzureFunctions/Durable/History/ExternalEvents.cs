namespace Serverless.StandIns.AzureFunctions.Durable.History;

/// <summary>An event was sent to another instance.</summary>
sealed record EventSent(DateTime At, int Id, string InstanceId, string Name, string? Payload) : ActionEvent(At, Id)
{
    public override string Identity => $"a send event task named '{Name}'";
}

/// <summary>An event arrived.</summary>
sealed record EventRaised(DateTime At, string Name, string? Payload) : HistoryEvent(At);
