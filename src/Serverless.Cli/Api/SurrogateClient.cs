using Serverless.Core;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Api;

/// <summary>Manages surrogates on the platform.</summary>
public sealed class SurrogateClient : FittedClient<FitRequest, SurrogateEntry>
{
    internal SurrogateClient(ApiConnection api)
        : base(api, "api/surrogates", CoreJson.Default.FitRequest, CoreJson.Default.SurrogateEntry, CoreJson.Default.SurrogatePage)
    {
    }
}
