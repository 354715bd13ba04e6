using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The keys that requests must carry in x-functions-key or, failing that, in the query value code.</summary>
interface IFunctionKeys
{
    /// <summary>The key that an extension's own endpoints ask for, for example durabletask_extension.</summary>
    string GetSystemKey(string extension);

    /// <summary>Whether the request carries a key good for the level; name is the function (Function) or the extension (System).</summary>
    bool IsAuthorised(HttpRequest request, AuthorizationLevel level, string? name);
}
