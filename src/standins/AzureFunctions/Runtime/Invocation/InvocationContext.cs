using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The context that this host gives to functions.</summary>
sealed class InvocationContext : FunctionContext
{
    public InvocationContext(FunctionEntry function, TriggerInput trigger, IServiceProvider services, CancellationToken cancellation)
    {
        FunctionDefinition = function.Definition;
        BindingContext = new Metadata(trigger.BindingData);
        InstanceServices = services;
        CancellationToken = cancellation;
        Features.Set(new InvocationState(this, function, trigger));
        if (trigger.Value is HttpContext http)
        {
            Items[FunctionContextExtensions.HttpContextKey] = http;
        }
    }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => FunctionDefinition.Id;

    public override TraceContext TraceContext { get; } = new CurrentTrace(Activity.Current);

    public override BindingContext BindingContext { get; }

    public override RetryContext RetryContext { get; } = new FirstAttempt();

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition { get; }

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }

    sealed class Metadata(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } = data;
    }

    sealed class FirstAttempt : RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    sealed class CurrentTrace(Activity? activity) : TraceContext
    {
        public override string TraceParent { get; } = activity?.Id ?? "";

        public override string TraceState { get; } = activity?.TraceStateString ?? "";
    }
}
