using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The route of one HTTP function.</summary>
sealed class HttpRoute
{
    readonly TemplateMatcher _matcher;
    readonly IDictionary<string, IRouteConstraint> _constraints;
    readonly HashSet<string>? _methods;

    /// <remarks>Throws a RouteCreationException when the template is malformed or names an unknown constraint.</remarks>
    public HttpRoute(FunctionEntry function, string prefix, IInlineConstraintResolver resolver)
    {
        var attribute = (HttpTriggerAttribute)function.TriggerAttribute;
        Function = function;
        Path = (attribute.Route ?? function.Name).TrimStart('/');
        Level = LevelOf(function, attribute);
        _methods = attribute.Methods is { Length: > 0 } methods ? new HashSet<string>(methods, StringComparer.OrdinalIgnoreCase) : null;

        var text = prefix.Length == 0 ? Path : $"{prefix}/{Path}";
        var template = Parse(text);
        _constraints = Constraints(template, text, resolver);
        var defaults = new RouteValueDictionary(template.Parameters
            .Where(parameter => parameter.DefaultValue is not null)
            .Select(parameter => KeyValuePair.Create(parameter.Name!, parameter.DefaultValue)));
        _matcher = new TemplateMatcher(template, defaults);
    }

    public FunctionEntry Function { get; }

    /// <summary>The template without prefix and leading slash.</summary>
    public string Path { get; }

    public AuthorizationLevel Level { get; }

    /// <summary>The values of the route's parameters, or null when the request is not for this function.</summary>
    public RouteValueDictionary? Match(HttpContext context)
    {
        var values = new RouteValueDictionary();
        return _methods?.Contains(context.Request.Method) != false
            && _matcher.TryMatch(context.Request.Path, values)
            && _constraints.All(constraint => constraint.Value.Match(context, null, constraint.Key, values, RouteDirection.IncomingRequest))
            ? values : null;
    }

    /// <summary>Whether some request would be for either function.</summary>
    public bool ConflictsWith(HttpRoute other)
        => Path.Equals(other.Path, StringComparison.OrdinalIgnoreCase)
            && (_methods is null || other._methods is null || _methods.Overlaps(other._methods));

    static RouteTemplate Parse(string text)
    {
        try
        {
            return TemplateParser.Parse(text);
        }
        catch (ArgumentException e)
        {
            throw new RouteCreationException($"The route template '{text}' is invalid: {e.Message}", e);
        }
    }

    static IDictionary<string, IRouteConstraint> Constraints(RouteTemplate template, string text, IInlineConstraintResolver resolver)
    {
        var builder = new RouteConstraintBuilder(resolver, text);
        foreach (var parameter in template.Parameters)
        {
            if (parameter.IsOptional)
            {
                builder.SetOptional(parameter.Name!);
            }

            foreach (var constraint in parameter.InlineConstraints)
            {
                builder.AddResolvedConstraint(parameter.Name!, constraint.Constraint);
            }
        }

        return builder.Build();
    }

    // The constructor that takes methods only leaves the property at Anonymous, yet nobody chose that level:
    // the platform then takes its default, Function.
    static AuthorizationLevel LevelOf(FunctionEntry function, HttpTriggerAttribute attribute)
    {
        var written = function.TriggerParameter.GetCustomAttributesData().First(data => data.AttributeType == typeof(HttpTriggerAttribute));
        return written.ConstructorArguments.Any(argument => argument.ArgumentType == typeof(AuthorizationLevel))
            ? attribute.AuthLevel
            : AuthorizationLevel.Function;
    }
}
