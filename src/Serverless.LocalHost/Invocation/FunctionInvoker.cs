using Microsoft.Azure.WebJobs;
using Serverless.LocalHost.Http;
using Serverless.LocalHost.Indexing;
using Serverless.LocalHost.Protocol;
using Serverless.LocalHost.Workers;
using ExecutionContext = Microsoft.Azure.WebJobs.ExecutionContext;

namespace Serverless.LocalHost.Invocation;

/// <summary>Passes what the WebJobs SDK bound to the worker, and returns the worker's response.</summary>
sealed class FunctionInvoker(FunctionCatalog functions, WorkerPool workers) : IFunctionEntry
{
    /// <summary>How long the HTTP part of an invocation can continue after the other part has failed.</summary>
    static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<object?> InvokeAsync(string function, object?[] arguments)
    {
        var called = functions.Find(function) ?? throw new InvalidOperationException($"There is no function {function}.");
        var binder = (Binder)arguments[^3]!;
        var context = (ExecutionContext)arguments[^2]!;
        var cancellation = (CancellationToken)arguments[^1]!;
        try
        {
            var worker = await workers.ReadyAsync(cancellation);
            var request = InvocationRequests.Build(called, worker.IdOf(called.Name), context.InvocationId, arguments, binder.BindingData);
            var response = arguments[0] is IHttpTicket ticket
                ? await InvokeHttpAsync(worker, request, ticket, cancellation)
                : await worker.Channel.InvokeAsync(request, cancellation);
            await OutputBindings.WriteAsync(called, response, binder, cancellation);
            return RpcValues.FromRpc(response.ReturnValue);
        }
        catch (WorkerProcessExitException exit) when (called.Trigger.Is(BindingTypes.ActivityTrigger))
        {
            // An activity whose worker died counts as failed, except with this message, which makes the Durable extension retry it.
            throw new InvalidOperationException($"Did not find any initialized language workers: {exit.Message}", exit);
        }
    }

    static async Task<InvocationResponse> InvokeHttpAsync(
        Worker worker, InvocationRequest request, IHttpTicket ticket, CancellationToken cancellation)
    {
        var address = worker.HttpAddress ?? throw new InvalidOperationException(
            "The app does not accept HTTP requests: it must call ConfigureFunctionsWebApplication.");

        // Request and invocation are sent concurrently: the worker matches them by the id that both have.
        using var cut = new CancellationTokenSource();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var forwarding = ticket.ForwardAsync(address, request.InvocationId, cut.Token);
        var invoking = worker.Channel.InvokeAsync(request, given.Token);
        if (await Task.WhenAny(forwarding, invoking) == forwarding && !await forwarding)
        {
            // A worker that the request did not reach would wait for it, and when the request failed there is no client to respond to.
            await given.CancelAsync();
            return new InvocationResponse();
        }

        try
        {
            var response = await invoking;
            await forwarding;
            return response;
        }
        catch (WorkerProcessExitException)
        {
            await cut.CancelAsync();
            await forwarding;
            throw;
        }
        catch
        {
            // When a function throws, the worker responds with 500, which is about to arrive. If the request itself failed, the function failed too.
            cut.CancelAfter(AnswerGrace);
            if (!await forwarding && !cut.IsCancellationRequested)
            {
                return new InvocationResponse();
            }

            throw;
        }
    }
}
