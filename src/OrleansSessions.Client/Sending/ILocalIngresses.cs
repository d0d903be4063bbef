namespace OrleansSessions;

/// <summary>The ingresses of the silo that is in this process, for the clients that a silo's services have.</summary>
internal interface ILocalIngresses
{
    /// <summary>The ingress of a sessionizer; null where this silo has none of that name.</summary>
    ISessionIngress? Find(string sessionizer);
}
