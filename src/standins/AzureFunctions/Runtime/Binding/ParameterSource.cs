using System.Reflection;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>How one parameter of a function is filled.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Kind">Where its value comes from.</param>
/// <param name="AllowsNull">Whether null may be passed when there is no value.</param>
sealed record ParameterSource(ParameterInfo Parameter, ParameterSourceKind Kind, bool AllowsNull);
