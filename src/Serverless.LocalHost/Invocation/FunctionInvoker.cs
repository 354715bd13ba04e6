using Microsoft.Azure.WebJobs;
using Serverless.LocalHost.Http;
using Serverless.LocalHost.Indexing;
using Serverless.LocalHost.Protocol;
using Serverless.LocalHost.Workers;
using ExecutionContext = Microsoft.Azure.WebJobs.ExecutionContext;

namespace Serverless.LocalHost.Invocation;

/// <summary>Takes what the WebJobs SDK bound to the worker, and the worker's answer back.</summary>
sealed class FunctionInvoker(FunctionCatalog functions, WorkerPool workers) : IFunctionEntry
{
    /// <summary>How long the HTTP side of an invocation may go on when its other side has failed.</summary>
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
            // An activity whose worker died counts as failed, except in these words: they have the Durable extension try it again.
            throw new InvalidOperationException($"Did not find any initialized language workers: {exit.Message}", exit);
        }
    }

    static async Task<InvocationResponse> InvokeHttpAsync(
        Worker worker, InvocationRequest request, IHttpTicket ticket, CancellationToken cancellation)
    {
        var address = worker.HttpAddress ?? throw new InvalidOperationException(
            "The app takes no HTTP requests of its own: it needs ConfigureFunctionsWebApplication.");

        // Both sides at once: the worker joins the request and the invocation by the id that both carry.
        using var cut = new CancellationTokenSource();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var forwarding = ticket.ForwardAsync(address, request.InvocationId, cut.Token);
        var invoking = worker.Channel.InvokeAsync(request, given.Token);
        if (await Task.WhenAny(forwarding, invoking) == forwarding && !await forwarding)
        {
            // A worker that the request did not reach would wait for it, and one whose request broke has nobody to answer.
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
            // A function that throws has the worker answer 500, which is on its way. One whose request broke fails by that.
            cut.CancelAfter(AnswerGrace);
            if (!await forwarding && !cut.IsCancellationRequested)
            {
                return new InvocationResponse();
            }

            throw;
        }
    }
}
