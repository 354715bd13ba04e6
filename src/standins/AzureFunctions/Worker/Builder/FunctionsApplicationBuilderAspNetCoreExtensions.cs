using Serverless.StandIns.AzureFunctions.Runtime;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Lets HTTP functions use ASP.NET Core types.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets HTTP functions take HttpRequest and return IActionResult or IResult.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        RuntimeServices.AddAspNetCoreIntegration(builder.Services);
        return builder;
    }
}
