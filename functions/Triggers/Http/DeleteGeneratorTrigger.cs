using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Application.Generators;
using Serverless.Application.Searches;
using Serverless.Core.Generators;
using Serverless.Functions.Adapters;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>DELETE /api/generators/{id}</c>: deletes a generator (204).</summary>
/// <remarks>A fit in progress is given up. Searches that took seeds from the generator keep them.</remarks>
public sealed class DeleteGeneratorTrigger(GeneratorDeletion deletion)
{
    [Function(FunctionNames.DeleteGenerator)]
    [Answers(204)]
    [Refuses(404, ProblemCodes.GeneratorNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "generators/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return GeneratorId.IsValid(id) && await deletion.RunAsync(new DurableOrchestrations(client), id, cancellation) is { Kind: DeletionKind.Deleted }
            ? Results.NoContent()
            : Problems.GeneratorNotFound(request.HttpContext);
    }
}
