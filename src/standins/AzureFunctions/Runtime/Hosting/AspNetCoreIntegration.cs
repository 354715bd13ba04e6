namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Among the services when the app called ConfigureFunctionsWebApplication.</summary>
sealed class AspNetCoreIntegration
{
}
