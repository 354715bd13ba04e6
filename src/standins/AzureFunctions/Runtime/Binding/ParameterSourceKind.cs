namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Where a parameter's value comes from.</summary>
enum ParameterSourceKind
{
    /// <summary>The trigger, through its converter.</summary>
    Trigger,

    /// <summary>The FunctionContext.</summary>
    Context,

    /// <summary>The invocation's CancellationToken.</summary>
    Cancellation,

    /// <summary>The app's services: the durable client.</summary>
    Service,

    /// <summary>The orchestration's input.</summary>
    OrchestrationInput,

    /// <summary>The trigger's metadata, by the parameter's name.</summary>
    BindingData,
}
